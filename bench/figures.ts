/** What the bench found, and how it is shown. */

export type Figure = {
  name: string;
  value: number;
  unit: "x" | "ms" | "MB" | "us" | "bytes" | "/s" | "px" | "frames";
  /** What the value must not exceed; figures without one are there to explain the others. */
  atMost?: number;
  /** What the value must reach. */
  atLeast?: number;
};

export function isMet({ value, atMost = Infinity, atLeast = -Infinity }: Figure): boolean {
  return value <= atMost && value >= atLeast;
}

/** One line: name, value, and the target with its verdict where there is one. */
export function figureLine(figure: Figure): string {
  const { name, value, unit, atMost, atLeast } = figure;
  const number = value.toFixed(value < 100 ? 2 : 0);
  const target =
    atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : null;
  const verdict = target === null ? "" : `   ${isMet(figure) ? "✓" : "✗"} target ${target}`;
  return `${name.padEnd(34)} ${number.padStart(10)} ${unit.padEnd(5)}${verdict}`;
}
