/** What holds everything on screen: where it stands while it loads, measured inside the page. */
import { expect, type Page } from "@playwright/test";

/** A phone's screen in CSS pixels. */
export const PHONE = { width: 390, height: 844 };

/** How far things moved by themselves since the page was opened (the sum of the layout shifts). */
export async function layoutShift(page: Page): Promise<number> {
  return await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: "layout-shift", buffered: true });
        // Without any entry the observer stays silent.
        requestAnimationFrame(() => setTimeout(() => resolve(0), 100));
      }),
  );
}

/** As a link of the app does it: without loading everything anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

/** Waits until the room on screen is whole. */
export async function seeRoom(page: Page): Promise<void> {
  await expect(page.locator("[role=log][aria-busy=false]")).toBeVisible();
  await expect(page.locator(".mantine-Skeleton-root, [data-waits]")).toHaveCount(0);
}

/** Opens the first two rooms of the list, each from the home page and from the other one; gives their addresses. */
export async function openRooms(page: Page): Promise<string[]> {
  const links = page.getByRole("navigation", { name: "Rooms" }).getByRole("link");
  await expect(links.first()).toBeVisible();
  const found = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const hrefs = found.slice(0, 2);
  const home = new URL(page.url()).pathname;
  for (const href of hrefs) {
    await goTo(page, home);
    await expect(page.locator("[role=log]")).toHaveCount(0);
    await goTo(page, href);
    await seeRoom(page);
  }
  await goTo(page, hrefs[0] ?? home);
  await expect(page).toHaveURL(new RegExp(`${hrefs[0]}$`));
  await seeRoom(page);
  return hrefs;
}
