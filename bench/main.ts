/** `npm run bench`: runs the suites and tells their figures. */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { figureLine, isMet, type Figure } from "./figures.ts";
import { fanout } from "./suites/fanout.ts";
import { history } from "./suites/history.ts";
import { formatting } from "./suites/formatting.ts";
import { replies } from "./suites/replies.ts";
import { screen } from "./suites/screen.ts";
import { send } from "./suites/send.ts";
import type { BenchOptions } from "./world.ts";

const SUITES = { fanout, send, history, replies, formatting, screen };

const USAGE = `npm run bench -- [--only ${Object.keys(SUITES).join("|")}] [--quick] [--json] [--profile FOLDER]`;

/**
 * Prints figures as they come; with `--json` one object at the end on the standard output. Missed
 * targets end it with status 1, unless it was `--quick`.
 */
export async function main(
  places: Pick<BenchOptions, "root" | "programs">,
  args: string[],
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const options = { ...places, quick: values.quick, profileDir: values.profile ?? null };
  const unknown = (values.only ?? []).find((name) => !(name in SUITES));
  if (unknown !== undefined) throw new Error(`There is no suite "${unknown}".\n${USAGE}`);
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;
  console.error(`${machine}, load ${loadavg()[0]?.toFixed(1)}`);
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(SUITES)) {
    if (values.only !== undefined && !values.only.includes(name)) continue;
    console.error(`\n${name}`);
    const found = await run(options);
    figures.push(...found);
    for (const figure of found) console.error(figureLine(figure));
  }
  if (values.json) console.log(JSON.stringify({ machine, figures: asObject(figures) }, null, 2));
  const missed = figures.filter((figure) => !isMet(figure));
  console.error(`\n${figures.length} figures, ${missed.length} targets missed`);
  if (missed.length > 0 && !values.quick) process.exitCode = 1;
}

function asObject(figures: Figure[]) {
  return Object.fromEntries(
    figures.map((figure) => {
      const { name, ...rest } = figure;
      return [name, { ...rest, met: isMet(figure) }];
    }),
  );
}
