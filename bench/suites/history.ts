/** Much history: rooms opened, paged through and searched with 100,000 and 1,000,000 messages. */
import { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { openSite, type Site } from "../site.ts";
import type { BenchOptions } from "../world.ts";
import { timeGrowth, timePages } from "./open.ts";
import { timeSearches } from "./search.ts";

export async function history(options: BenchOptions): Promise<Figure[]> {
  const sizes = options.quick ? [100_000] : [100_000, 1_000_000];
  const load = new BenchProcess(options.programs, "loadGenerator");
  const sites: Site[] = [];
  const figures: Figure[] = [];
  try {
    for (const size of sizes) sites.push(await openSite(options, load, size));
    for (const site of sites) figures.push(...(await timePages(load, site)));
    figures.push(...(await timeGrowth(load, sites)));
    console.error("  searching");
    for (const site of sites) figures.push(...(await timeSearches(load, site)));
    figures.push(...(await largest(sites.at(-1)!)));
  } finally {
    for (const site of sites) await site.close();
    await load.end();
  }
  return figures;
}

async function largest({ server, startMs }: Site): Promise<Figure[]> {
  return [
    { name: "start_ms", value: startMs, unit: "ms", atMost: 3_000 },
    { name: "rss_mb", value: await server.call("rssMb"), unit: "MB", atMost: 400 },
  ];
}
