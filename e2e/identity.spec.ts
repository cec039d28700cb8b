/** Who is who, without the demo: an empty folder is set up, people join and sign in by email, and are shown the door. */
import type { Browser, Page } from "@playwright/test";
import { App, expect, test as base } from "./app.ts";
import { emailsTo } from "./mailbox.ts";

/** One firm for all tests: its program, and the page on which its owner set it up and is signed in. */
type Firm = { app: App; anna: Page; setUpLink: string };

const test = base.extend<object, { firm: Firm }>({
  firm: [
    async ({ browser }, use) => {
      const app = await App.start({ ANTEROOM_DEMO: "0" });
      const setUpLink = /http\S+\/set-up#\S+/.exec(app.output)?.[0] ?? "";
      await use({ app, anna: await setUp(browser, setUpLink), setUpLink });
      await app.stop();
    },
    { scope: "worker" },
  ],
});

const ANNA = { name: "Anna Berg", email: "anna@northwind.test" };
const IVY = { name: "Ivy Chen", email: "ivy@northwind.test" };
const NORA = { name: "Nora Falk", email: "nora@falkfoto.test" };

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

async function setUp(browser: Browser, setUpLink: string): Promise<Page> {
  const page = await openPage(browser, setUpLink);
  await page.getByLabel("Name of the firm").fill("Northwind");
  await page.getByLabel("Your name").fill(ANNA.name);
  await page.getByLabel("Your email address").fill(ANNA.email);
  expect(page.url(), "the token is gone from the address").not.toContain("#");
  await page.getByRole("button", { name: "Set up and sign in" }).click();
  await expect(page.getByRole("link", { name: "Firm settings" })).toBeVisible();
  return page;
}

/** What the pattern finds in the newest of `count` emails to an address. */
async function mailed(app: App, address: string, pattern: RegExp, count = 1): Promise<string> {
  await expect.poll(async () => (await emailsTo(app, address)).length).toBe(count);
  const [email] = await emailsTo(app, address);
  return pattern.exec(email?.payload.text ?? "")?.[0] ?? "";
}
const INVITATION = /http\S+\/invitation\/\w+/;
const CODE = /^\d{4} \d{4}$/m;

async function join(browser: Browser, app: App, email: string): Promise<Page> {
  const page = await openPage(browser, await mailed(app, email, INVITATION));
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(/\/(staff|portal)/);
  return page;
}

async function fillPerson(page: Page, { name, email }: { name: string; email: string }) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
}

async function askForCode(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expect(page.getByLabel("Code from the email")).toBeFocused();
}

test("from an empty folder to a chat, and out within a second of a suspension (R3, G9)", async ({
  firm: { app, anna, setUpLink },
  browser,
}) => {
  const late = await openPage(browser, setUpLink);
  await expect(late.getByRole("heading", { name: /link doesn't work/ })).toBeVisible();
  await expect(fetch(`${app.url}/demo/people`)).resolves.toMatchObject({ status: 404 });

  await anna.getByRole("link", { name: "Team", exact: true }).click();
  await anna
    .getByRole("button", { name: /Invite/ })
    .first()
    .click();
  await fillPerson(anna, IVY);
  const ivy = await join(browser, app, IVY.email);
  await expect(ivy.getByRole("link", { name: "Clients", exact: true })).toBeVisible();

  await ivy.getByRole("link", { name: "Clients", exact: true }).click();
  await ivy.getByRole("button", { name: "New client" }).first().click();
  await ivy.getByLabel("Company name").fill("Falk Foto");
  await ivy.getByRole("button", { name: "Create", exact: true }).click();
  await ivy.getByRole("button", { name: "Invite a contact" }).click();
  await fillPerson(ivy, NORA);
  const contact = ivy.getByRole("listitem").filter({ hasText: NORA.email });
  await expect(contact).toContainText("Invited");
  const nora = await join(browser, app, NORA.email);
  await expect(contact).toContainText("Active");

  await ivy.getByRole("button", { name: "Create a room for Falk Foto" }).click();
  await ivy.getByRole("dialog").getByRole("button", { name: "Create room" }).click();
  await ivy.locator("form textarea").last().fill("Welcome, Nora");
  await ivy.locator("form textarea").last().press("Enter");
  await expect(nora.getByRole("log").getByText("Welcome, Nora")).toBeVisible();

  await anna.getByRole("link", { name: "Clients", exact: true }).click();
  await anna
    .getByRole("main")
    .getByRole("link", { name: /Falk Foto/ })
    .click();
  await anna.getByRole("button", { name: "Suspend Nora Falk" }).click();
  await anna.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(nora.getByRole("heading", { name: "Your account is suspended" })).toBeVisible({
    timeout: 1_000,
  });
  await expect(nora.getByText("Welcome, Nora")).toHaveCount(0);
});

test("a code opens a second device; ending that session there ends its screen here at once", async ({
  firm: { app, anna },
  browser,
}) => {
  const phone = await openPage(browser, `${app.url}/sign-in`);
  await askForCode(phone, ANNA.email);
  await phone.getByLabel("Code from the email").fill("0000 0000");
  await expect(phone.getByRole("alert")).toContainText("wrong");
  await phone.getByLabel("Code from the email").fill(await mailed(app, ANNA.email, CODE));
  await phone.waitForURL(/\/staff/);
  await phone.reload();
  await expect(phone.getByRole("link", { name: "Firm settings" })).toBeVisible();
  const cookies = await phone.context().cookies();
  expect(cookies, "nothing is sent along by itself").toEqual([]);

  await anna.goto(`${app.url}/staff/settings/profile`);
  await expect(anna.getByText("this device", { exact: true })).toBeVisible();
  await anna.getByRole("button", { name: /^Sign out Chrome/ }).click();
  await expect(phone.getByRole("heading", { name: "Your sign-in has ended" })).toBeVisible({
    timeout: 1_000,
  });
  await phone.getByRole("button", { name: "Go to sign-in" }).click();
  await expect(phone.getByRole("button", { name: "Email me a code" })).toBeVisible();

  await askForCode(phone, "nobody@else.test");
  await expect(phone.getByText(/If nobody@else.test belongs to an account/)).toBeVisible();
  expect(await emailsTo(app, "nobody@else.test")).toEqual([]);
  for (const secret of [ANNA.email, CODE, INVITATION]) expect(app.output).not.toMatch(secret);
});
