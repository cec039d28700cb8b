/** What a browser shows of the message list while it moves: measured inside the page. */
import type { Page } from "@playwright/test";

/**
 * Scrolls to the top of what is loaded, waits for the older page that this brings, and gives by how
 * many pixels the row that the eye was on has moved, and how many rows there are now. `null` when
 * there is nothing older.
 */
export async function loadOlder(page: Page): Promise<{ movedPx: number; rows: number } | null> {
  return await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const scroller = document.querySelector("[role=log]")?.parentElement;
    if (scroller == null) throw new Error("No message list is open.");
    const rows = () => scroller.querySelectorAll("article");
    const before = rows().length;
    // One screen below the top: near enough to ask for more, and still on messages.
    scroller.scrollTop = -(scroller.scrollHeight - 2 * scroller.clientHeight);
    await frame();
    const box = scroller.getBoundingClientRect();
    const eye = [...rows()].find((row) => row.getBoundingClientRect().top >= box.top);
    if (eye === undefined) throw new Error("No message is in view.");
    let top = eye.getBoundingClientRect().top;
    let movedPx = 0;
    const started = performance.now();
    let settled = 0;
    while (settled < 3) {
      await frame();
      const now = eye.getBoundingClientRect().top;
      movedPx = Math.max(movedPx, Math.abs(now - top));
      top = now;
      if (rows().length > before) settled += 1;
      else if (performance.now() - started > 5_000) return null;
    }
    return { movedPx, rows: rows().length };
  });
}

/**
 * Types into the composer and presses Enter. Gives how many frames pass until the row is there
 * (0: within the frame of the key), and whether it is the same element once the server has it.
 */
export async function sendAndWatch(
  page: Page,
  text: string,
): Promise<{ frames: number; isSameElement: boolean }> {
  await page.locator("form textarea").last().fill(text);
  const watched = page.evaluate(async (wanted) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const log = document.querySelector("[role=log]");
    const find = () =>
      [...(log?.querySelectorAll("article") ?? [])].find((row) => row.textContent.includes(wanted));
    await new Promise((resolve) =>
      document.addEventListener("keydown", resolve, { once: true, capture: true }),
    );
    let frames = 0;
    await Promise.resolve();
    for (; find() === undefined; frames += 1) await frame();
    const first = find();
    while (find()?.dataset["seq"] === undefined) await frame();
    return { frames, isSameElement: find() === first };
  }, text);
  await page.locator("form textarea").last().press("Enter");
  return await watched;
}

/** Opens a room out of the list; gives how many messages the emptiest frame showed until its name stood there. */
export async function fewestRowsUntil(page: Page, name: string): Promise<number> {
  return await page.evaluate(async (wanted) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const rows = document.querySelectorAll<HTMLElement>("nav a[data-roving]");
    [...rows].find((row) => row.textContent.startsWith(wanted))?.click();
    let fewest = Infinity;
    const started = performance.now();
    while (performance.now() - started < 5_000) {
      await frame();
      fewest = Math.min(fewest, document.querySelectorAll("[role=log] article").length);
      if (document.querySelector("main h2")?.textContent === wanted) return fewest;
    }
    throw new Error(`${wanted} did not open.`);
  }, name);
}
