/** What formatting one hostile message costs: it is parsed wherever it is shown or mailed. */
import { parseText } from "../../convex/text/parseText.ts";
import { HOSTILE_TEXTS } from "../../convex/text/parseText.hostileTexts.ts";
import type { Figure } from "../figures.ts";
import type { BenchOptions } from "../world.ts";

/** As long as a message may be, in characters. */
const LONGEST = 10_000;
const RUNS = 10;

/** CPU milliseconds of the shape that costs most, at the longest that a message may be. */
export async function formatting({ quick }: BenchOptions): Promise<Figure[]> {
  const runs = quick ? 1 : RUNS;
  const times = Object.values(HOSTILE_TEXTS).map((build) => fastest(build(LONGEST), runs));
  return [
    { name: "formatting.hostile_longest_ms", value: Math.max(...times), unit: "ms", atMost: 20 },
  ];
}

/** CPU milliseconds of the fastest of some runs: what is above it is the machine's other work. */
function fastest(text: string, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    parseText(text);
    return process.cpuUsage(before).user / 1_000;
  });
  return Math.min(...times);
}
