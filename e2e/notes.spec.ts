/** Staff notes in a client's room: for the team, at once; for the client, as if they had never been. */
import { expect, test } from "./app.ts";
import { Person } from "./person.ts";

const ROOM = "Acme – website";
const NOTE = "They asked for a discount of 15 percent";

test("a note reaches the team and not a byte of it the client; then it is the messages' turn (G8)", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  const marc = await Person.signIn(browser, app, "marc");
  const bob = await Person.signIn(browser, app, "bob");
  await anna.openRoom(ROOM);
  await bob.openRoom(ROOM);
  const unread = marc.page.getByRole("navigation").getByRole("link", { name: /unread notes/ });
  await expect(marc.page.getByRole("link", { name: new RegExp(ROOM) }).first()).toBeVisible();
  await expect(unread).toHaveCount(0);

  await anna.composer().fill("Dear Bob");
  await anna.page.keyboard.press("Alt+n");
  const box = anna.page.getByRole("textbox", { name: `Note about ${ROOM}` });
  await expect(box).toBeFocused();
  await expect(anna.page.getByRole("button", { name: "Send to client" })).toBeHidden();
  await box.fill(NOTE);
  await box.press("Enter");
  await expect(anna.message(NOTE)).toContainText("Team only");
  await expect(anna.composer()).toHaveValue("Dear Bob");
  await expect(anna.composer()).toBeFocused();

  await expect(unread).toHaveCount(1);
  await marc.openRoom(ROOM);
  await expect(marc.message(NOTE)).toContainText("Anna Berg");
  await marc.message(NOTE).scrollIntoViewIfNeeded(); // the room opens at its first unread message
  await expect(unread, "seen on screen").toHaveCount(0);
  await marc
    .message(NOTE)
    .getByRole("button", { name: /^Delete note/ })
    .click();
  await marc.page.getByRole("button", { name: "Delete note", exact: true }).click();
  await expect(anna.message("Marc Oliveira deleted this note")).toBeVisible();

  await anna.composer().press("Enter");
  await expect(bob.message("Dear Bob")).toBeVisible();
  await expect(bob.page.getByRole("button", { name: "Note", exact: true })).toHaveCount(0);
  expect(bob.received.join("\n")).toContain("Dear Bob");
  expect(bob.received.join("\n")).not.toContain("discount");
});

test("a note written offline stays a note and goes out after a reload", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  await anna.openRoom(ROOM);
  await anna.page.context().setOffline(true);
  await anna.page.getByRole("button", { name: "Note", exact: true }).first().click();
  const box = anna.page.getByRole("textbox", { name: `Note about ${ROOM}` });
  await box.fill(NOTE);
  await box.press("Enter");
  await expect(anna.message(NOTE)).toContainText("Team only");
  await anna.page.context().setOffline(false);
  await anna.page.reload();
  await expect(anna.message(NOTE).getByText("Sent")).toHaveCount(1);
  await expect(anna.message(NOTE), "as the server has it").toContainText("Team only");
});
