/** What a person sees: a message typed, older pages, and scrolling in a long room, in a real browser. */
import { spawn } from "node:child_process";
import { devNull } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { loadOlder, sendAndWatch } from "../../e2e/listProbe.ts";
import type { Figure } from "../figures.ts";
import { subjectOf } from "../people.ts";
import { median, percentile } from "../statistics.ts";
import { World, type BenchOptions } from "../world.ts";

const MESSAGES = 5_000;
const SENDS = 20;
const SCROLL_FRAMES = 240;

export async function screen(options: BenchOptions): Promise<Figure[]> {
  const messages = options.quick ? 1_000 : MESSAGES;
  const world = await World.create(options, 2, [{ members: 2, messages }]);
  const app = await startApp(options.root, world.dataDir);
  const browser = await chromium.launch({
    executablePath: await findBrowser((line: string) => console.error(`  ${line}`)),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${app.url}/sign-in?as=${subjectOf(0)}`);
    await page.waitForURL(/\/staff/);
    await page.goto(`${app.url}/open/${world.roomIds[0]}`);
    await page.getByRole("article").first().waitFor();
    return [...(await timeSends(page)), ...(await timeHistory(page))];
  } finally {
    await browser.close();
    await app.stop();
    world.delete();
  }
}

async function timeSends(page: Page): Promise<Figure[]> {
  const frames: number[] = [];
  let kept = 0;
  for (let number = 0; number < SENDS; number += 1) {
    const sent = await sendAndWatch(page, `Typed at ${Date.now()}-${number}`);
    frames.push(sent.frames);
    if (sent.isSameElement) kept += 1;
  }
  return [
    { name: "screen.send.p95_frames", value: percentile(frames, 0.95), unit: "frames", atMost: 1 },
    { name: "screen.send.same_row_ratio", value: kept / SENDS, unit: "x", atLeast: 1 },
  ];
}

/** Loads the whole room page by page, then scrolls through it a screen every ten frames. */
async function timeHistory(page: Page): Promise<Figure[]> {
  let movedPx = 0;
  let rows = 0;
  for (;;) {
    const loaded = await loadOlder(page);
    if (loaded === null) break;
    movedPx = Math.max(movedPx, loaded.movedPx);
    rows = loaded.rows;
  }
  console.error(`  ${rows} messages loaded`);
  const frames = await page.evaluate(async (count) => {
    const scroller = document.querySelector("[role=log]")?.parentElement;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let last = await frame();
    for (let number = 0; number < count; number += 1) {
      scroller?.scrollBy({ top: scroller.clientHeight / 10, behavior: "instant" });
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  }, SCROLL_FRAMES);
  return [
    { name: "screen.older.moved_px", value: movedPx, unit: "px", atMost: 0.99 },
    { name: `screen.scroll.${rows}.p50_frame_ms`, value: median(frames), unit: "ms" },
    {
      name: `screen.scroll.${rows}.p95_frame_ms`,
      value: percentile(frames, 0.95),
      unit: "ms",
      atMost: 34,
    },
  ];
}

/** The real program over the world's data, on a free port. */
async function startApp(root: string, dataDir: string) {
  const child = spawn(process.execPath, [join(root, "local", "start.mjs")], {
    cwd: root,
    env: { ...process.env, ANTEROOM_ENV_FILE: devNull, PORT: "0", ANTEROOM_DATA: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.once("exit", (code) => reject(new Error(`The app ended with ${code}.\n${output}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
      if (address !== undefined && output.includes("ready")) resolve(address);
    });
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  return { url, stop };
}
