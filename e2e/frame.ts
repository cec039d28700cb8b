/** The frame of every screen, measured inside the page: whether it stands still while it loads, and fits a finger. */
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

/**
 * What a finger would miss on the screen: everything to press or fill in that is lower or narrower than 44 px, with the
 * area that its `::after` adds (WCAG 2.5.5). Not links within text, and not a message's time: its menu links, too.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const LEAST_PX = 43.5;
    const label = (element: Element) =>
      (element.matches("[type=checkbox], [type=radio], [type=file]") &&
        (element.closest("label") ?? (element as HTMLInputElement).labels?.[0])) ||
      element;
    const isLeftOut = (element: Element) =>
      !element.checkVisibility({ visibilityProperty: true }) ||
      element.closest("[inert], [aria-hidden=true], :disabled") !== null ||
      element.querySelector("time") !== null ||
      (element.matches("a") && getComputedStyle(element).display === "inline");
    const sizes = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const beyond = (a: string, b: string) =>
        after.content === "none" || after.position !== "absolute"
          ? 0
          : Math.max(0, -parseFloat(a) - parseFloat(b)) || 0;
      const { left, right, top, bottom } = after;
      return { width: width + beyond(left, right), height: height + beyond(top, bottom) };
    };
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((element) => !isLeftOut(element))
      .map((element) => ({ element, ...sizes(label(element)) }))
      .filter(({ width, height }) => width > 1 && height > 1) // said only
      .filter(({ width, height }) => width < LEAST_PX || height < LEAST_PX)
      .map(({ element, width, height }) => {
        const name = element.getAttribute("aria-label") ?? element.textContent;
        return `${location.pathname}: ${Math.round(width)}x${Math.round(height)} ${element.tagName} ${element.className} ${name}`;
      });
  });
}
