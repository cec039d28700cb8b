/** The time that one hostile email can take: the mutation that reads it holds up everybody else. */
import { extractReply } from "../../convex/email/replyText.ts";
import { HOSTILE_HTML, HOSTILE_TEXTS } from "../../convex/email/replyText.hostileEmails.ts";
import type { Figure } from "../figures.ts";
import type { BenchOptions } from "../world.ts";

const MEGABYTE = 1_000_000;
const RUNS = 5;
/** A linear parser doubles, a quadratic one takes four times as long; garbage collection comes on top. */
const LINEAR_RATIO = 3;
/** Below this many milliseconds a ratio says more about the machine than about the parser. */
const MEASURABLE_MS = 10;

type Shape = {
  name: string;
  parts: (size: number) => { text: string | null; html: string | null };
};

const SHAPES: Shape[] = [
  ...Object.entries(HOSTILE_TEXTS).map(([name, build]) => ({
    name: `text: ${name}`,
    parts: (size: number) => ({ text: build(size), html: null }),
  })),
  ...Object.entries(HOSTILE_HTML).map(([name, build]) => ({
    name: `HTML: ${name}`,
    parts: (size: number) => ({ text: null, html: build(size) }),
  })),
];

/** The worst of all shapes: CPU at 1 MB, and its largest growth from half of that. */
export async function replies({ quick }: BenchOptions): Promise<Figure[]> {
  const runs = quick ? 1 : RUNS;
  const found = SHAPES.map((shape) => {
    const half = fastest(shape, MEGABYTE / 2, runs);
    return { name: shape.name, half, whole: fastest(shape, MEGABYTE, runs) };
  });
  const slowest = found.toSorted((a, b) => b.whole - a.whole)[0];
  console.error(`  slowest: ${slowest?.name}`);
  const ratios = found
    .filter(({ half }) => half >= MEASURABLE_MS)
    .map(({ half, whole }) => whole / half);
  return [
    { name: "replies.hostile_1mb_ms", value: slowest?.whole ?? NaN, unit: "ms", atMost: 100 },
    {
      name: "replies.hostile_1mb_vs_500kb",
      value: Math.max(1, ...ratios),
      unit: "x",
      atMost: LINEAR_RATIO,
    },
  ];
}

/** CPU milliseconds of the fastest of some runs: what is above it is the machine's other work. */
function fastest({ parts }: Shape, size: number, runs: number): number {
  const email = { ...parts(size), subject: "Re: a" };
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    extractReply(email);
    return process.cpuUsage(before).user / 1_000;
  });
  return Math.min(...times);
}
