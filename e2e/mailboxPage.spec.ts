/** The local mailbox's page in a real browser: live, answerable, and closed to an email's content. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test, type App } from "./app.ts";
import { answer, openEmail, sendDigestNow } from "./mailbox.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const BOB = "bob@acme.example";

/** Everything that the browser complains about: refused inline code, failed requests, exceptions. */
function complaints(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") seen.push(message.text());
  });
  page.on("pageerror", (error) => seen.push(error.message));
  return seen;
}

async function openBobsEmail(page: Page, app: App): Promise<void> {
  await sendDigestNow(page, app);
  await openEmail(page, app, BOB);
}

test("a waiting page shows a new email without being touched", async ({ app, page, context }) => {
  const seen = complaints(page);
  await sendDigestNow(page, app);
  const rows = page.getByRole("navigation", { name: "Emails" }).getByRole("link");
  await expect(rows.filter({ hasText: BOB })).toHaveCount(1);
  const other = await context.newPage();
  await openEmail(other, app, BOB);
  await answer(other, { text: "Live update, please" });
  await expect(rows.filter({ hasText: "Re: New messages" })).toHaveCount(1);
  expect(seen).toEqual([]);
});

test("an answer is shown with the app's HTTP answer and verdict, and is listed", async ({
  app,
  page,
}) => {
  await openBobsEmail(page, app);
  const result = await answer(page, { text: "The draft looks good" });
  expect(result).toContain("HTTP 200");
  expect(result).toContain("posted in “Acme – website”: The draft looks good");
  await page.getByRole("link", { name: /Re: New messages/ }).click();
  await expect(page.getByRole("region", { name: "What the app made of it" })).toContainText(
    "posted",
  );
});

test("a wrong signature is refused and nothing is stored", async ({ app, page }) => {
  await openBobsEmail(page, app);
  const result = page.locator("[data-result]");
  await answer(page, { text: "Let me in", way: "wrongSignature" });
  await expect(result).toContainText("HTTP 400");
  await expect(result).toContainText("stored nothing");
});

test("the email is shown in a frame that cannot run scripts", async ({ app, page }) => {
  await openBobsEmail(page, app);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("link", { name: "Open the room" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("sandbox", /^(?!.*allow-scripts)/);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`list and email pass the accessibility checks (${colorScheme}, phone width)`, async ({
    app,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 375, height: 740 });
    await openBobsEmail(page, app);
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.goto(`${app.url}/mail`);
    expect(await violations(page)).toEqual([]);
  });
}

/** Axe's findings on the page itself; the email in the frame is judged as an email, not here. */
async function violations(page: Page): Promise<string[]> {
  // The page's policy allows no foreign script; evaluating goes around it, as a test may.
  await page.evaluate(await readFile(AXE, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: object, options: object) => Promise<{ violations: { id: string }[] }> };
    };
    const { violations: found } = await axe.run({ exclude: ["iframe"] }, { iframes: false });
    return found.map(({ id }) => id);
  });
}
