/** Kilobytes (1,000 bytes) that the first load of a shell may weigh. */
export const BUDGET_KB: number;
type Chunk = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] };
/** The files of a first load. */
export function filesOf(manifest: Record<string, Chunk>, entries: string[]): string[];
/** The lines to print, and whether every shell is within the budget. */
export function judge(loads: { shell: string; bytes: number }[]): {
  lines: string[];
  isWithin: boolean;
};
