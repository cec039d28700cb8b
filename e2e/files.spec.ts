/** R7, G10: pictures and files from the first click to the moment they are gone for everybody. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./app.ts";
import { Person } from "./person.ts";

const ROOM = "Acme – website";
const TOO_LARGE = 20 * 1024 * 1024 + 1;

type Picked = { name: string; mimeType: string; buffer: Buffer };

/** A JPEG of the browser's own making, with an EXIF that tells a place put before its picture. */
async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext("2d")!;
    for (let index = 0; index < 400; index += 1) {
      context.fillStyle = `hsl(${index * 7} 70% 50%)`;
      context.fillRect((index * 37) % 640, (index * 53) % 480, 60, 60);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(base64, "base64");
  const body = Buffer.from("Exif\0\0GPS 52.52 N 13.40 E", "latin1");
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body]);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

async function pick(page: Page, files: Picked[]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(files);
}

/** Pastes a film made in the page: 20 MB are slow on their way there. */
async function pasteEmptyFilm({ page }: Person): Promise<void> {
  await page
    .locator("form textarea")
    .last()
    .evaluate((box, size) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(size)], "film.mov", { type: "video/quicktime" }));
      box.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, TOO_LARGE);
}

test("a client sends a photo and a plan; the team sees and downloads them; deleted, they are gone", async ({
  app,
  browser,
}) => {
  const bob = await Person.signIn(browser, app, "bob");
  const anna = await Person.signIn(browser, app, "anna");
  await bob.openRoom(ROOM);
  await anna.openRoom(ROOM);
  const plan = Buffer.from("%PDF-1.4\nthe plan");
  await pick(bob.page, [
    { name: "kiln.jpg", mimeType: "image/jpeg", buffer: await photo(bob.page) },
    { name: "plan.pdf", mimeType: "application/pdf", buffer: plan },
  ]);
  await pasteEmptyFilm(bob);
  await expect(bob.page.getByRole("alert")).toContainText("film.mov is 20 MB; the limit is 20 MB.");
  await expect(
    bob.page.getByRole("list", { name: "Files to send" }).getByRole("listitem"),
  ).toHaveCount(2);
  await bob.send("The kiln and the plan");

  const message = anna.message("The kiln and the plan");
  const picture = message.getByRole("button", { name: "Open picture kiln.jpg" });
  await expect(picture.locator("img")).toBeVisible();

  await picture.click();
  const lightbox = anna.page.locator(".yarl__root");
  await expect(lightbox.getByText("Bob Keller").first()).toBeVisible();
  const original = anna.page.waitForEvent("download");
  await lightbox.getByRole("button", { name: "Download" }).click();
  const bytes = await readFile(await (await original).path());
  expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(bytes.includes("GPS"), "the place stayed on Bob's device").toBe(false);
  await expect(lightbox.getByText(/20\d\d, \d\d:\d\d$/).first()).toBeVisible();
  await anna.page.keyboard.press("ArrowLeft");
  await expect(lightbox.locator(".yarl__slide_current")).toContainText("Photos are done");
  await anna.page.keyboard.press("Escape");
  await expect(picture).toBeFocused();
  await picture.click();
  await expect(lightbox).toBeVisible();
  await anna.page.goBack();
  await expect(lightbox).toHaveCount(0);
  await expect(picture, "Back leaves the picture, not the room").toBeFocused();

  const download = anna.page.waitForEvent("download");
  await message.getByRole("button", { name: /^Download plan\.pdf/ }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("plan.pdf");
  expect(await readFile(await saved.path())).toEqual(plan);
  const link = saved.url();
  expect((await fetch(link)).status).toBe(200);
  const withoutTicket = link.split("?")[0] ?? "";
  expect((await fetch(withoutTicket)).status, "the address alone opens nothing").toBe(404);

  await message.hover();
  await message.getByRole("button", { name: /^Delete message/ }).click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Delete message" }).click();
  await expect(bob.page.getByRole("button", { name: "Open picture kiln.jpg" })).toHaveCount(0);
  expect((await fetch(link)).status).toBe(404);

  const faces = anna.page.getByRole("log").locator("[aria-hidden=true] > img");
  await expect(faces).toHaveCount(0);
  const fetched = anna.page.waitForResponse(/\/avatars\//);
  await bob.page.getByRole("button", { name: /^Your account/ }).click();
  await bob.page.getByRole("menuitem", { name: "My profile" }).click();
  const picker = bob.page.locator("input[type=file][aria-label='Choose a picture']");
  await picker.setInputFiles({
    name: "me.jpg",
    mimeType: "image/jpeg",
    buffer: await photo(bob.page),
  });
  await expect(faces.first()).toBeVisible();
  const shown = await (await fetched).body();
  expect(shown.includes("GPS"), "the place stayed on Bob's device").toBe(false);
  expect(shown.length).toBeLessThanOrEqual(64 * 1024);
  expect((await fetch((await fetched).url())).status, "it opens with a sign-in only").toBe(404);
  await bob.page.getByRole("button", { name: "Remove picture" }).click();
  await expect(faces).toHaveCount(0);
});

test("files are pasted and dropped; text on the clipboard wins over its picture", async ({
  app,
  browser,
}) => {
  const bob = await Person.signIn(browser, app, "bob");
  await bob.openRoom(ROOM);
  const { page } = bob;
  const chips = page.getByRole("list", { name: "Files to send" }).getByRole("listitem");
  const paste = async (text: string) =>
    await bob.composer().evaluate((box, pasted) => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "table.png", { type: "image/png" }));
      if (pasted !== "") data.setData("text/plain", pasted);
      box.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  await paste("from a spreadsheet");
  await expect(chips).toHaveCount(0);
  await paste("");
  await expect(chips).toHaveCount(1);

  const log = page.getByRole("log");
  const drag = async (type: string) => {
    const dataTransfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["y"], "notes.txt", { type: "text/plain" }));
      return data;
    });
    await log.dispatchEvent(type, { dataTransfer });
  };
  await drag("dragenter");
  await expect(page.getByText(`Drop to send to ${ROOM}`)).toBeVisible();
  await drag("drop");
  await expect(chips).toHaveCount(2);
  await page.getByRole("button", { name: "Remove table.png" }).click();
  await expect(chips).toHaveCount(1);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(bob.message("notes.txt")).toHaveCount(1);
  await expect(page.getByRole("navigation").getByText("notes.txt")).toBeVisible();

  // Taken back while the bytes are on their way: all of it is in the composer again, and nothing goes.
  let release = () => {};
  const held = new Promise<void>((resolve) => void (release = resolve));
  await page.route("**/api/storage/upload*", async (route) => {
    await held;
    await route.continue();
  });
  await pick(page, [{ name: "late.txt", mimeType: "text/plain", buffer: Buffer.from("late") }]);
  await bob.send("Too early");
  await bob.message("Too early").getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(bob.composer()).toHaveValue("Too early");
  release();
  await expect(page.getByRole("button", { name: "Remove late.txt" })).toBeVisible();
  await bob.send("On time");
  await expect(bob.message("On time")).toContainText("late.txt");
  await expect(bob.message("On time").getByText("Sent", { exact: true })).toHaveCount(1);
  await expect(bob.message("Too early")).toHaveCount(0);
});
