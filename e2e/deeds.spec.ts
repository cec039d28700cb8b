/** What becomes of a message between two people: answered, edited, reacted to, pinned, deleted. */
import { expect, test } from "./app.ts";
import { Person } from "./person.ts";

const ROOM = "Acme – website";

test("a message is answered, edited, reacted to and pinned on both screens, and all of it goes with it", async ({
  app,
  browser,
}) => {
  const [anna, bob] = await Promise.all([
    Person.signIn(browser, app, "anna"),
    Person.signIn(browser, app, "bob"),
  ]);
  for (const person of [anna, bob]) await person.openRoom(ROOM);

  await bob.send("Shall we meet on Tuesady?");
  // What is still on its way cannot be edited yet.
  await expect(anna.message("Shall we meet on Tuesady?").first()).toBeVisible();
  await bob.composer().press("Control+ArrowUp");
  const editor = bob.page.getByRole("textbox", { name: "Change the message" });
  await editor.fill("Shall we meet on Tuesday?");
  await editor.press("Enter");
  const asked = anna.message("Shall we meet on Tuesday?").first();
  await expect(asked).toContainText("edited");
  await asked.hover();
  await asked.getByRole("button", { name: /^More for/ }).click();
  await anna.page.getByRole("menuitem", { name: "Edit history" }).click();
  await expect(anna.page.getByRole("dialog")).toContainText("Tuesady");
  await anna.page.keyboard.press("Escape");

  await asked.hover();
  await asked.getByRole("button", { name: /^React to/ }).click();
  await anna.page.getByRole("button", { name: "More emoji" }).click();
  await anna.page.getByPlaceholder("Search emoji").fill("rocket");
  await anna.page.getByRole("gridcell", { name: "Rocket", exact: true }).click();
  const chip = bob.message("Tuesday?").getByRole("button", { name: "🚀", exact: true });
  await chip.click();
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await expect(asked.getByRole("button", { name: "🚀, 2" })).toBeVisible();

  await asked.hover();
  await asked.getByRole("button", { name: /^Reply to/ }).click();
  await anna.send("Tuesday is fine");
  const answer = bob.message("Tuesday is fine");
  await answer.getByRole("link", { name: "Shall we meet on Tuesday?" }).click();
  await expect(bob.page.locator("article:focus")).toContainText("Shall we meet on Tuesday?");

  await asked.hover();
  await asked.getByRole("button", { name: /^More for/ }).click();
  await anna.page.getByRole("menuitem", { name: "Pin for everybody here" }).click();
  const pins = bob.page.getByRole("region", { name: "Pinned messages" });
  await expect(pins).toContainText("Shall we meet on Tuesday?");

  await asked.hover();
  await asked.getByRole("button", { name: /^Delete message/ }).click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Delete message" }).click();
  await expect(answer).toContainText("The message was deleted");
  await expect(pins).not.toContainText("Shall we meet");
  await expect(bob.page.getByText("Shall we meet")).toHaveCount(0);
  expect(bob.received.join("\n"), "who else is there").not.toContain('"count":2');
});

test("marked unread from a message on, the badge is the same in another tab and goes with reading", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  await anna.openRoom(ROOM);
  const other = await Person.signIn(browser, app, "anna");
  const row = anna.page
    .locator("article:not([data-mine])")
    .filter({ has: anna.page.locator("[data-menu]") })
    .last();
  await row.hover();
  await row.getByRole("button", { name: /^More for/ }).click();
  await anna.page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await expect(anna.page.getByText("Marked as unread")).toBeVisible();
  const badged = (person: Person) =>
    person.page
      .getByRole("navigation")
      .getByRole("link", { name: new RegExp(`${ROOM} ?, 1 unread`) });
  await expect(badged(anna)).toBeVisible();
  await expect(badged(other)).toBeVisible();
  await other.openRoom(ROOM);
  await expect(badged(other)).toHaveCount(0);
  await expect(badged(anna)).toHaveCount(0);
});
