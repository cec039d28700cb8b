/** R14, row 26: a message of last month found and read in its place; a room taken along in a ZIP. */
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "./app.ts";
import { Person } from "./person.ts";

const ROOM = "Solo Baker";
const NOTE = "Zirconium margin is twelve percent";

const DAY_MS = 86_400_000;
/** The room's history spans 90 days. */
const LAST_MONTH = new Date(Date.now() - 40 * DAY_MS).toISOString().slice(0, 10);

async function search(person: Person, words: string): Promise<void> {
  await person.page.keyboard.press("Control+Shift+F");
  await person.page.getByRole("searchbox").fill(words);
}

test("a client finds a message of last month in its place, and nothing of the team's notes", async ({
  app,
  browser,
}) => {
  const marc = await Person.signIn(browser, app, "marc");
  await marc.openRoom(ROOM);
  await marc.composer().click();
  await marc.page.keyboard.press("Alt+n");
  await marc.page.getByRole("textbox", { name: `Note about ${ROOM}` }).fill(NOTE);
  await marc.page.keyboard.press("Enter");
  await expect(marc.message(NOTE)).toContainText("Team only");

  const tom = await Person.signIn(browser, app, "tom");
  await tom.openRoom(ROOM);
  await search(tom, `gluten before:${LAST_MONTH}`);
  const hit = tom.page.getByRole("link", { name: /gluten-free bread/ }).first();
  await expect(hit.locator("mark")).toHaveText("gluten");
  await hit.click();
  const target = tom.page.locator("article:focus");
  await expect(target).toContainText("gluten-free bread");
  await expect(target).toBeInViewport();
  await expect(tom.page.getByText("Viewing older messages")).toBeVisible();
  await tom.page.getByRole("button", { name: "Jump to latest" }).first().click();
  await expect(tom.page.getByText("Viewing older messages")).toBeHidden();
  expect(tom.page.url()).not.toContain("?m=");

  await search(tom, "zirconium");
  await expect(tom.page.getByText("No messages match “zirconium”.")).toBeVisible();
  expect(tom.received.join("\n")).not.toContain("Zirconium");

  await search(marc, "zirconium");
  const note = marc.page.getByRole("link", { name: /Zirconium/ });
  await expect(note).toContainText("Team only");
  await note.click();
  await expect(marc.message(NOTE)).toBeInViewport();
});

test("a client-safe transcript holds what was said and sent, and nothing of the notes", async ({
  app,
  browser,
}) => {
  const marc = await Person.signIn(browser, app, "marc");
  await marc.openRoom(ROOM);
  await marc.page
    .locator("input[type=file]")
    .setInputFiles([
      { name: "recipe.txt", mimeType: "text/plain", buffer: Buffer.from("rye and salt") },
    ]);
  await marc.send("The Kestrel recipe");
  await expect(marc.message("The Kestrel recipe").getByText("Sent")).toHaveCount(1);
  await marc.page.keyboard.press("Alt+n");
  await marc.page.getByRole("textbox", { name: `Note about ${ROOM}` }).fill(NOTE);
  await marc.page.keyboard.press("Enter");
  await expect(marc.message(NOTE).getByText("Sent")).toHaveCount(1);

  await marc.page.getByRole("button", { name: "Room menu" }).click();
  await marc.page.getByRole("menuitem", { name: "Export transcript…" }).click();
  const download = marc.page.waitForEvent("download");
  await marc.page.getByRole("button", { name: "Export", exact: true }).click();
  const files = unzipSync(await readFile(await (await download).path()));
  const names = Object.keys(files);
  const html = strFromU8(files["transcript.html"]!);
  const csv = strFromU8(files["messages.csv"]!);
  expect(html).toContain("The Kestrel recipe");
  expect(csv.split("\r\n").length).toBeGreaterThan(1_200);
  const recipe = names.find((name) => name.endsWith("recipe.txt"));
  expect(strFromU8(files[recipe!]!)).toBe("rye and salt");
  expect(html + csv).not.toContain("Zirconium");
});
