/** The local mailbox, as a person uses it at /mail, and its JSON for counting. */
import type { Page } from "@playwright/test";
import { expect, type App } from "./app.ts";

export type SentEmail = {
  id: string;
  to: string[];
  subject: string;
  payload: { text: string; html: string; reply_to: string[]; headers: Record<string, string> };
};

/** Every email sent to `address` so far, newest first. */
export async function emailsTo(app: App, address: string): Promise<SentEmail[]> {
  const answer = await fetch(`${app.url}/mail/api/outbox?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as SentEmail[];
}

/** Presses "Send the digest now" and waits until the page says what came of it. */
export async function sendDigestNow(page: Page, app: App): Promise<void> {
  await page.goto(`${app.url}/mail`);
  await page.getByRole("button", { name: "Send the digest now" }).click();
  await expect(page.getByText(/on the way|nothing|no email|nobody/i).first()).toBeVisible();
}

/** Opens the newest email to `address`. */
export async function openEmail(page: Page, app: App, address: string): Promise<void> {
  await expect.poll(async () => (await emailsTo(app, address)).length).toBeGreaterThan(0);
  const [email] = await emailsTo(app, address);
  await page.goto(`${app.url}/mail/m/${email?.id}`);
}

/** Fills the reply box of the opened email, sends it and returns what the page says of it. */
export async function answer(
  page: Page,
  reply: { text: string; style?: string; way?: string; stranger?: boolean },
): Promise<string> {
  await page.locator("textarea[name=text]").fill(reply.text);
  if (reply.style !== undefined) await page.locator("select[name=style]").selectOption(reply.style);
  if (reply.way !== undefined) await page.locator("select[name=way]").selectOption(reply.way);
  if (reply.stranger === true) await page.getByRole("button", { name: /stranger/i }).click();
  await page.getByRole("button", { name: "Send the answer" }).click();
  const result = page.locator("[data-result]");
  await expect(result).toContainText(/posted|held|refused|ignored|failed|answered 4\d\d|400/i);
  return (await result.textContent()) ?? "";
}
