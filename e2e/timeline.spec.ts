/** The message list keeps still: older pages move nothing, and a sent row is one and the same row. */
import type { Page } from "@playwright/test";
import { App, expect, test } from "./app.ts";
import { fewestRowsUntil, loadOlder, sendAndWatch } from "./listProbe.ts";
import { Person } from "./person.ts";

/**
 * Scrolls to a row that no divider is near, and gives the day that the divider above it says and what
 * the pill says then. All in the page: the pill is there for a second only.
 */
async function scrollAmidst(page: Page): Promise<{ day: string; pill: string | null }> {
  return await page.getByRole("log").evaluate(async (list) => {
    const rows = [...list.children];
    const isAmidst = (_: Element, at: number) =>
      at > 9 && rows.slice(at - 4, at + 2).every((row) => row.matches("article"));
    rows.find(isAmidst)?.scrollIntoView();
    const top = list.parentElement?.getBoundingClientRect().top ?? 0;
    const isAbove = (row: Element) => row.getBoundingClientRect().bottom <= top;
    const dividers = [...list.querySelectorAll("[data-divider]")];
    const day = dividers.findLast(isAbove)?.textContent ?? "a day";
    let pill: string | null = null;
    // It may still say the day of the scrolling before, for a frame.
    for (let frame = 0; frame < 30 && pill !== day; frame += 1) {
      await new Promise(requestAnimationFrame);
      pill = document.querySelector("[data-sticky-date]")?.textContent ?? null;
    }
    return { day, pill };
  });
}

/** Scrolls to a place, if one is given, and tells where the list stands two frames later (px; 0: at its end). */
async function scrollTo(page: Page, top?: number): Promise<number> {
  return await page.getByRole("log").evaluate(async (list, wanted) => {
    const scroller = list.parentElement!;
    if (wanted !== undefined) scroller.scrollTop = wanted;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return scroller.scrollTop;
  }, top);
}

test.describe("the message list", () => {
  let app: App;
  test.beforeAll(async () => {
    app = await App.start();
  });
  test.afterAll(async () => {
    await app.stop();
  });

  test("older pages come in without moving what is being read by a pixel", async ({ browser }) => {
    const tom = await Person.signIn(browser, app, "tom");
    await tom.openRoom("Solo Baker");
    await expect(tom.page.getByRole("article").first()).toBeVisible();
    for (let page = 0; page < 4; page += 1) {
      const loaded = await loadOlder(tom.page);
      expect(loaded, "there is an older page").not.toBeNull();
      expect(loaded?.movedPx).toBeLessThan(1);
    }
    const { day, pill } = await scrollAmidst(tom.page);
    expect(pill).toBe(day);

    const down = tom.page.getByRole("button", { name: "Jump to the latest message" });
    await expect(down).toBeVisible();
    await tom.composer().press("Escape");
    await expect(down).toHaveCount(0);
    await scrollTo(tom.page, -60);
    await tom.composer().fill("one\ntwo\nthree\nfour\nfive");
    expect(await scrollTo(tom.page), "the last words stay, not the first row").toBe(-60);
    await tom.close();
  });

  test("a message is there at once, and stays the same row when the server has it", async ({
    browser,
  }) => {
    const anna = await Person.signIn(browser, app, "anna");
    await anna.openRoom("Baltic Law");
    const { frames, isSameElement } = await sendAndWatch(anna.page, "Is Friday at ten fine?");
    expect(isSameElement).toBe(true);
    expect(frames).toBeLessThanOrEqual(2);
    // A room visited before is there at once: no frame shows an empty pane in between.
    await anna.openRoom("Acme – website");
    await expect(anna.page.getByRole("article").first()).toBeVisible();
    expect(await fewestRowsUntil(anna.page, "Baltic Law")).toBeGreaterThan(0);
    await anna.close();
  });
});
