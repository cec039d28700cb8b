export type Finding = { kind: "good" | "bad" | "note"; text: string };
type Variables = Record<string, string | undefined>;

export function checkVariables(env: Variables): Finding[];
export function domainOf(from: string | undefined): string | null;
export function checkProvider(env: Variables, ask: typeof fetch): Promise<Finding[]>;
export function sendTest(env: Variables, to: string, ask: typeof fetch): Promise<Finding>;
export function emailCheck(
  args: string[],
  env: Variables,
  print: (line: string) => void,
  ask?: typeof fetch,
): Promise<number>;
