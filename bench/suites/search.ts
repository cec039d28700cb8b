/** The engine's full-text search; the product has no search over messages to measure. */
import { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { percentile } from "../statistics.ts";
import type { BenchOptions } from "../world.ts";

const SEARCHES = 400;

export async function search(options: BenchOptions): Promise<Figure[]> {
  const rows = options.quick ? 50_000 : 1_000_000;
  const server = new BenchProcess(options.programs, "searchServer");
  try {
    await server.call("fill", rows);
    const figures: Figure[] = [];
    for (const inRoom of [true, false]) {
      const times = await server.call<number[]>("search", { searches: SEARCHES, inRoom });
      const name = `engine.search.${rows}${inRoom ? "" : ".everywhere"}`;
      figures.push(
        { name: `${name}.p50_ms`, value: percentile(times, 0.5), unit: "ms" },
        { name: `${name}.p99_ms`, value: percentile(times, 0.99), unit: "ms", atMost: 100 },
      );
    }
    return figures;
  } finally {
    await server.end();
  }
}
