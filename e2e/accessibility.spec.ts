/** WCAG 2.2 AA by machine: every screen and the main dialogs of both shells, the main ones in the dark too. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { App, expect, test } from "./app.ts";
import { goTo, layoutShift, openRooms, PHONE, seeRoom, smallTargets } from "./frame.ts";
import { Person } from "./person.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let app: App;
// Seconds of one core in all; a busy machine takes a multiple.
test.setTimeout(120_000);
test.beforeAll(async () => {
  app = await App.start();
});
test.afterAll(async () => await app.stop());

/** Where dark colours are looked at too: between them these have every part that has a colour. */
const IN_DARK =
  /^\/(staff|portal)(\/rooms\/.*|\/settings\/profile)?$|admin\/email|sign-in|New room|row menu|Delete/;

/** Serious and critical findings on the screen, as "dark /staff/team: color-contrast at .name". */
async function findings(page: Page, label: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    if (colorScheme === "dark" && !IN_DARK.test(label)) continue;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    await settle(page);
    // Between the schemes only colours differ.
    const values = colorScheme === "light" ? TAGS : ["color-contrast"];
    const type = colorScheme === "light" ? ("tag" as const) : ("rule" as const);
    const { violations } = await page.evaluate(
      async (runOnly) =>
        await (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(
          {
            runOnly,
            resultTypes: ["violations"],
            // An experiment of axe's: it reads a file's name, cut in the middle, as two words.
            rules: { "label-content-name-mismatch": { enabled: false } },
          },
        ),
      { type, values },
    );
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      const where = nodes.map(({ target, html }) => `${target.join(" ")} ${html}`).join(", ");
      found.push(`${colorScheme} ${label}: ${id} at ${where}`);
    }
  }
  return found;
}

/** Colours on their way are no colours to judge; a change of scheme starts some a frame later. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const running = () =>
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    do {
      await Promise.allSettled(running().map(({ finished }) => finished));
      await frame();
      await frame();
    } while (running().some(({ playState }) => playState === "running"));
  });
}

async function open(browser: Browser, subject: string): Promise<Person> {
  const person = await Person.signIn(browser, app, subject);
  await person.page.reload(); // into the shell, past the sign-in
  await expect(person.page.getByRole("navigation", { name: "Rooms" }).first()).toBeVisible();
  await expect(person.page.locator(".mantine-Skeleton-root")).toHaveCount(0);
  expect(await layoutShift(person.page)).toBeLessThan(0.02);
  // Through the debugger, which the page's content security policy does not concern.
  await person.page.evaluate(await readFile(AXE, "utf8"));
  return person;
}

/** Goes to an address and looks, once what it is about is on screen. */
async function look(page: Page, path: string): Promise<string[]> {
  await goTo(page, path);
  await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
  await expect(page.locator(".mantine-Skeleton-root")).toHaveCount(0);
  return await findings(page, path);
}

async function roomIdOf(person: Person, name: string): Promise<string> {
  await person.openRoom(name);
  return person.roomId();
}

/** What opens about a message, by keyboard alone; each gives the focus back to the row. */
async function ofARow(page: Page): Promise<string[]> {
  const row = page.getByRole("article").filter({ hasText: "Opening hours" }).last();
  const found: string[] = [];
  await row.focus();
  // The menu twice: its code is there the second time, and it opens within the key's own event.
  for (const [key, role, label] of [
    ["Enter", "menu", "row menu"],
    ["Enter", "menu", null],
    ["Delete", "dialog", "Delete"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole(role)).toBeVisible();
    if (label !== null) found.push(...(await findings(page, label)));
    await page.keyboard.press("Escape");
    await expect(row).toBeFocused();
  }
  return found;
}

test("no screen or dialog of the team has a serious finding, and nothing moves while it loads", async ({
  browser,
}) => {
  const anna = await open(browser, "anna");
  const { page } = anna;
  const roomId = await roomIdOf(anna, "Acme – website");
  await page.getByRole("button", { name: /^Participants/ }).click();
  const seeAs = await page
    .getByRole("dialog")
    .getByRole("link", { name: /^See what Bob/ })
    .getAttribute("href");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const found: string[] = [];
  for (const path of [
    "/staff",
    `/staff/rooms/${roomId}`,
    "/staff/search?q=kiln",
    "/staff/portals",
    "/staff/team",
    "/staff/held-emails",
    "/staff/settings/profile",
    "/staff/settings/firm",
    "/staff/admin/rooms",
    "/staff/admin/email",
    "/staff/admin/health",
    "/staff/admin/audit",
    seeAs ?? "",
    "/staff/nowhere",
  ]) {
    found.push(...(await look(page, path)));
  }
  await goTo(page, `/staff/rooms/${roomId}`);
  await page.getByRole("button", { name: /^Participants/ }).click();
  for (const tab of ["Files", "Pinned", "Notifications", "Activity", "Participants"]) {
    await page.getByRole("tab", { name: tab }).click();
    found.push(...(await findings(page, `details: ${tab}`)));
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  found.push(...(await ofARow(page)));
  await page.getByRole("button", { name: "New room" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  found.push(...(await findings(page, "New room")));
  expect(found).toEqual([]);
});

test("no screen or dialog of a client has a serious finding, nor the sign-in page", async ({
  browser,
}) => {
  const bob = await open(browser, "bob");
  const { page } = bob;
  const roomId = await roomIdOf(bob, "Acme – website");
  const found: string[] = [];
  for (const path of [
    "/portal",
    `/portal/rooms/${roomId}`,
    "/portal/search?q=kiln",
    "/portal/settings/profile",
  ]) {
    found.push(...(await look(page, path)));
  }
  await goTo(page, `/portal/rooms/${roomId}`);
  await page.getByRole("button", { name: "Room menu" }).click();
  found.push(...(await findings(page, "room menu")));
  await page.getByRole("menuitem", { name: "Details" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  found.push(...(await findings(page, "files")));
  const stranger = await (await browser.newContext()).newPage();
  await stranger.addInitScript({ path: AXE });
  await stranger.goto(`${app.url}/sign-in`);
  await expect(stranger.getByRole("heading").first()).toBeVisible();
  found.push(...(await findings(stranger, "/sign-in")));
  expect(found).toEqual([]);
});

/** Where a finger goes, behind the rooms. */
const PAGES = {
  staff: ["portals", "team", "settings/profile", "settings/firm", "admin/rooms", "admin/email"],
  portal: ["settings/profile", "search?q=kiln"],
};

test("no room moves anything while it opens, and a finger hits everything on a phone", async ({
  browser,
}) => {
  for (const [subject, shell, isPhone] of [
    ["anna", "staff", false],
    ["anna", "staff", true],
    ["bob", "portal", true],
  ] as const) {
    const viewport = isPhone ? PHONE : undefined;
    const person = await Person.signIn(browser, app, subject, viewport, isPhone);
    const { page } = person;
    await page.reload(); // into the shell, past the sign-in
    const hrefs = await openRooms(page);
    expect(await layoutShift(page)).toBeLessThan(0.02);
    await page.goto(`${app.url}${hrefs[0]}`);
    await seeRoom(page);
    expect(await layoutShift(page)).toBeLessThan(0.02);
    if (isPhone) {
      const small = await smallTargets(page);
      for (const path of ["", ...PAGES[shell].map((one) => `/${one}`)]) {
        await goTo(page, `/${shell}${path}`);
        await expect(page.getByRole("heading").first()).toBeVisible();
        await expect(page.locator(".mantine-Skeleton-root")).toHaveCount(0);
        small.push(...(await smallTargets(page)));
        const overflow = () => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth;
        expect(await page.evaluate(overflow), path).toBeLessThanOrEqual(0);
      }
      expect(small).toEqual([]);
    }
    await person.close();
  }
});
