/** Writing: formatting, mentions by keyboard, who is typing, and a room that is off (R13). */
import { expect, test } from "./app.ts";
import { Person } from "./person.ts";

test("what is formatted, mentioned and typed reaches a client, without what they may not know", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  const bob = await Person.signIn(browser, app, "bob");
  for (const person of [anna, bob]) await person.openRoom("Acme – website");

  await anna.send("**Done**, and ~~not~~ `so`\n- first\n- [second](https://example.com/)");
  const formatted = bob.message("Done, and not so");
  await expect(formatted.locator("strong")).toHaveText("Done");
  await expect(formatted.locator("s")).toHaveText("not");
  await expect(formatted.locator("code")).toHaveText("so");
  await expect(formatted.getByRole("listitem")).toHaveText(["first", "second (example.com)"]);

  const typing = bob.page.getByText("Northwind Studio is typing…");
  for (const search of ["Hi @bo", "and @sar", "and @marc ol"]) {
    await anna.composer().pressSequentially(search);
    await expect(anna.page.getByRole("option")).toHaveCount(1);
    await anna.composer().press("Enter");
    await expect(anna.page.getByRole("listbox")).toHaveCount(0);
  }
  await expect(typing).toBeVisible();
  await anna.composer().press("Enter");
  await expect(anna.message("Hi @Bob Keller and @Sara Lind and @Marc Oliveira")).toHaveCount(1);
  await expect(bob.message("Hi @Bob Keller and @someone and @team")).toHaveCount(1);
  await expect(typing, "the message is there").toHaveCount(0, { timeout: 1_000 });
  expect(bob.received.join("\n")).not.toContain("@Sara");

  await bob.composer().pressSequentially("On it");
  await expect(anna.page.getByText("Bob Keller is typing…")).toBeVisible();
  await bob.composer().press("Enter");
  await expect(anna.message("On it")).toHaveCount(1);

  // Muted is muted: a grey dot and no number.
  await bob.page.getByRole("button", { name: "Room menu" }).click();
  await bob.page.getByRole("menuitemradio", { name: /^Muted No email/ }).click();
  await expect(bob.page.getByLabel("You get no email about this room.")).toBeVisible();
  await bob.page.getByRole("link", { name: /Studio news/ }).click();
  await anna.send("Anything new?");
  const row = bob.page.getByRole("navigation").getByRole("link", { name: /Acme – website/ });
  await expect(row).toContainText("Anything new?");
  await expect(row).toHaveAccessibleName(/, unread, email off/);
  await expect(row).not.toHaveAccessibleName(/\d unread/);
  await expect(bob.page).not.toHaveTitle(/\(/);
});
