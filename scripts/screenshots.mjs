/**
 * Takes the README's pictures anew, of the demo in a real browser: `npm run screenshots`. Starts an Anteroom of its own
 * on a free port with an empty folder, and removes that afterwards.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.mjs";

const DESKTOP = { width: 960, height: 700 };
const WIDE = { width: 1280, height: 720 };
const PHONE = { width: 340, height: 700 };
const READ_MS = 1_500; // What is on screen for a second counts as read.

const data = mkdtempSync(join(tmpdir(), "anteroom-pictures-"));
const server = spawn(process.execPath, ["local/start.mjs"], {
  env: { ...process.env, ANTEROOM_ENV_FILE: devNull, ANTEROOM_DATA: data, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await chromium.launch({ executablePath: await findBrowser(console.log) });
try {
  await takeAll(await address());
} finally {
  await browser.close();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill();
  await ended;
  rmSync(data, { recursive: true, force: true });
}

async function takeAll(url) {
  const anna = await enter(url, "Anna Berg", DESKTOP);
  await picture(await enter(url, "Anna Berg", WIDE), "home");
  const lists = await enter(url, "Bob Keller", PHONE);
  const list = await lists.screenshot();
  const bob = await openRoom(await enter(url, "Bob Keller", PHONE), "Acme – website");
  await openRoom(anna, "Acme – website");
  await write(anna, "Kiln picture and header are done. The newsletter goes out on Tuesday.");
  const answer = bob.getByRole("article").filter({ hasText: "Kiln picture and header" });
  await answer.scrollIntoViewIfNeeded();
  await anna.getByText("Seen by 1 of 2").waitFor();
  await sideBySide([anna, bob], "room-both-sides");

  const dark = await openRoom(await enter(url, "Anna Berg", WIDE, "dark"), "Acme – website");
  await dark.waitForTimeout(READ_MS);
  await picture(dark, "dark");
  const darkPhone = await openRoom(await enter(url, "Bob Keller", PHONE, "dark"), "Acme – website");
  await darkPhone.waitForTimeout(READ_MS);
  await sideBySide([list, bob, darkPhone], "phone");

  const mailbox = await open(`${url}/mail`, { width: 1280, height: 900 });
  await mailbox.getByRole("link", { name: /lena@/ }).click();
  await mailbox.frameLocator("iframe").getByText("Open the room").waitFor();
  await picture(mailbox, "mailbox");
}

/** The address in the ready line. */
async function address() {
  for await (const chunk of server.stdout) {
    const found = /http:\/\/localhost:\d+/.exec(String(chunk));
    if (found !== null) return found[0];
  }
  throw new Error("The server ended before it was ready.");
}

async function open(url, viewport, colorScheme = "light") {
  const isMobile = viewport === PHONE;
  const options = { viewport, colorScheme, isMobile, hasTouch: isMobile };
  const page = await browser.newPage({
    ...options,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  await page.goto(url);
  return page;
}

async function enter(url, name, viewport, colorScheme) {
  const page = await open(url, viewport, colorScheme);
  await page.getByRole("button", { name: new RegExp(`^Sign in as ${name}`) }).click();
  await page
    .getByRole("link", { name: /^Acme – website/ })
    .first()
    .waitFor();
  await page.waitForLoadState("networkidle");
  return page;
}

async function openRoom(page, name) {
  await page
    .getByRole("link", { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await page.getByRole("textbox", { name: /^Message to/ }).waitFor();
  return page;
}

async function write(page, text) {
  const box = page.getByRole("textbox", { name: /^Message to/ });
  await box.fill(text);
  await box.press("Enter");
}

/** Puts screens (pages, or pictures of them) beside each other on one picture. */
async function sideBySide(screens, name) {
  const shots = [];
  for (const screen of screens) shots.push(screen.screenshot ? await screen.screenshot() : screen);
  const images = shots.map((png) => `<img src="data:image/png;base64,${png.toString("base64")}">`);
  const frame = await browser.newPage();
  await frame.setContent(`<style>
    body { display: inline-flex; gap: 24px; margin: 0; padding: 20px; background: #e6e4df }
    img { border: 1px solid #c9c5bd; border-radius: 14px }</style>${images.join("")}`);
  await picture(frame.locator("body"), name);
}

/** As WebP, which takes half a PNG's bytes; the browser is the one that can write it. */
async function picture(screen, name) {
  const png = (await screen.screenshot()).toString("base64");
  const writer = await browser.newPage();
  const webp = await writer.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.92);
  }, `data:image/png;base64,${png}`);
  writeFileSync(join("docs", `${name}.webp`), Buffer.from(webp.split(",")[1], "base64"));
  console.log(`docs/${name}.webp`);
}
