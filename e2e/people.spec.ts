/** A new client, from the first click on "New client" to the moment they are shown the door. */
import type { Browser, Page } from "@playwright/test";
import { expect, test, type App } from "./app.ts";
import { emailsTo } from "./mailbox.ts";
import { Person } from "./person.ts";

const NORA = { name: "Nora Falk", email: "nora@falkfoto.example" };

/** Makes the client company "Falk Foto" and invites Nora to it. */
async function inviteNora(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Clients", exact: true }).click();
  await page.getByRole("button", { name: "New client" }).click();
  await page.getByLabel("Company name").fill("Falk Foto");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Invite a contact" }).click();
  await page.getByLabel("Name", { exact: true }).fill(NORA.name);
  await page.getByLabel("Email address").fill(NORA.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(nora(page)).toContainText("Invited");
}

const nora = (page: Page) => page.getByRole("listitem").filter({ hasText: NORA.email });

/** The link of the newest invitation email to Nora, once `count` have been sent. */
async function invitationLink(app: App, count = 1): Promise<string> {
  await expect.poll(async () => (await emailsTo(app, NORA.email)).length).toBe(count);
  const [email] = await emailsTo(app, NORA.email);
  return /http\S+\/invitation\/\w+/.exec(email?.payload.text ?? "")?.[0] ?? "";
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

test("a new client is invited, joins, talks, and is out within a second of a suspension (R3, G9)", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  await inviteNora(anna.page);

  const theirs = await openPage(browser, await invitationLink(app));
  await expect(
    theirs.getByRole("heading", { name: /invites you to its client portal/ }),
  ).toBeVisible();
  await expect(theirs.getByText("Falk Foto")).toBeVisible();
  await expect(nora(anna.page), "a look at the page accepts nothing").toContainText(
    "Invitation opened",
  );
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByText("No conversations yet")).toBeVisible();
  await expect(nora(anna.page)).toContainText("Active");

  await anna.page.getByRole("button", { name: "Create a room for Falk Foto" }).click();
  const dialog = anna.page.getByRole("dialog");
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Falk Foto");
  await expect(dialog.getByRole("checkbox", { name: /Nora Falk/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(anna.page.getByRole("log")).toBeVisible();
  await anna.send("Welcome, Nora");
  await expect(theirs.getByRole("log").getByText("Welcome, Nora")).toBeVisible();
  await theirs.locator("form textarea").last().fill("Hello Anna");
  await theirs.locator("form textarea").last().press("Enter");
  await expect(anna.message("Hello Anna")).toHaveCount(1);

  await anna.page.getByRole("link", { name: "Clients", exact: true }).click();
  await anna.page
    .getByRole("main")
    .getByRole("link", { name: /Falk Foto/ })
    .click();
  await anna.page.getByRole("button", { name: "Suspend Nora Falk" }).click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(theirs.getByRole("heading", { name: "Your account is suspended" })).toBeVisible({
    timeout: 1_000,
  });
  await expect(theirs.getByText("Welcome, Nora")).toHaveCount(0);
});

test("a link works once and for one address only: a newer one, a revoked one and a used one say so", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  await inviteNora(anna.page);
  const first = await invitationLink(app);
  const theirs = await openPage(browser, first);
  await expect(theirs.getByRole("button", { name: "Join" })).toBeVisible();

  await anna.page.getByRole("button", { name: "Send Nora Falk's invitation again" }).click();
  const second = await invitationLink(app, 2);
  await expect(theirs.getByRole("heading", { name: /link doesn't work/ })).toBeVisible();
  await theirs.goto(second);
  await expect(theirs.getByRole("button", { name: "Join" })).toBeVisible();

  await anna.page.getByRole("button", { name: "Revoke Nora Falk's invitation" }).click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(theirs.getByRole("heading", { name: /withdrawn/ })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Join" })).toHaveCount(0);
});

test("a suspended colleague's rooms go to the named successor, and the audit log tells it", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  const marc = await Person.signIn(browser, app, "marc");
  await anna.page.getByRole("link", { name: "Team", exact: true }).click();
  await anna.page.getByRole("button", { name: "Actions for Marc Oliveira" }).click();
  await anna.page.getByRole("menuitem", { name: "Suspend…" }).click();
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Who takes over?" }).click();
  await anna.page.getByRole("option", { name: "Ivy Chen" }).click();
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(marc.page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible({
    timeout: 1_000,
  });
  await anna.page.getByRole("link", { name: "Audit log" }).click();
  await expect(anna.page.getByText("Anna Berg suspended Marc Oliveira")).toBeVisible();
  await expect(anna.page.getByText("Anna Berg handed Solo Baker over to Ivy Chen")).toBeVisible();
});

test("the firm's settings reach an open portal, and a member finds no way to them", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  const bob = await Person.signIn(browser, app, "bob");
  await bob.openRoom("Acme – website");
  await expect(bob.page.getByText("Anna Berg").first()).toBeVisible();
  await anna.page.getByRole("link", { name: "Firm settings" }).click();
  await anna.page.getByLabel("Name", { exact: true }).fill("Northwind & Co");
  await anna.page.getByRole("switch", { name: /Write as the firm/ }).check({ force: true });
  await anna.page.getByRole("button", { name: "Save changes" }).click();
  await expect(bob.page.getByRole("heading", { name: "Northwind & Co" })).toBeVisible();
  await expect(bob.page.getByText("Anna Berg")).toHaveCount(0);

  const ivy = await Person.signIn(browser, app, "ivy");
  await expect(ivy.page.getByRole("link", { name: "Team", exact: true })).toBeVisible();
  for (const name of ["Firm settings", "Audit log", "All rooms"]) {
    await expect(ivy.page.getByRole("link", { name }), name).toHaveCount(0);
  }
});
