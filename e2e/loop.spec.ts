/** The main job, once through: chat, digest, reply, on the program that `npm start` starts. */
import { App, expect, test } from "./app.ts";
import { answer, emailsTo, openEmail, sendDigestNow } from "./mailbox.ts";
import { Person } from "./person.ts";

test.describe("two people write to each other", () => {
  test("what one sends is on the other's screen at once, in both directions", async ({
    app,
    browser,
  }) => {
    const anna = await Person.signIn(browser, app, "anna");
    const bob = await Person.signIn(browser, app, "bob");
    await anna.openRoom("Acme – website");
    await bob.openRoom("Acme – website");
    await anna.send("Hello Bob, this is Anna");
    await expect(bob.message("Hello Bob, this is Anna")).toHaveCount(1);
    await bob.send("Hello Anna, this is Bob");
    await expect(anna.message("Hello Anna, this is Bob")).toHaveCount(1);
    await expect(anna.message("Hello Bob, this is Anna")).toHaveCount(1);
  });

  test("the room list shows what is unread, and reading it clears the badge in two tabs", async ({
    app,
    browser,
  }) => {
    const lena = await Person.signIn(browser, app, "lena");
    const other = await Person.signIn(browser, app, "lena");
    const badge = (person: Person) =>
      person.page.getByRole("navigation").getByRole("link", { name: /Baltic Law\s*, 1 unread/ });
    await expect(badge(lena)).toBeVisible();
    await expect(badge(other)).toBeVisible();
    await lena.openRoom("Baltic Law");
    await expect(badge(lena)).toHaveCount(0);
    await expect(badge(other)).toHaveCount(0);
  });
});

test("a client's page and frames hold nothing of people who have not written (G7)", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  await anna.page.getByRole("button", { name: "New room" }).click();
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Client" }).click();
  await anna.page.getByRole("option", { name: "Baltic Law" }).click();
  await dialog.getByLabel("Name").fill("Hidden people");
  for (const name of ["Ivy Chen", "Lena Kask", "Tom Reyes"]) {
    await dialog.getByRole("checkbox", { name: new RegExp(name) }).check();
  }
  const confirm = dialog.getByRole("checkbox", { name: /companies in one room/ });
  if (await confirm.isVisible()) await confirm.check();
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(anna.page.getByRole("log")).toBeVisible();
  await anna.send("Welcome, Lena");

  const lena = await Person.signIn(browser, app, "lena");
  await lena.openRoom("Hidden people");
  await expect(lena.message("Welcome, Lena")).toHaveCount(1);
  await lena.send("Thank you");
  await expect(lena.message("Thank you")).toHaveCount(1);

  const wire = lena.received.join("\n");
  expect(wire, "the recorder works").toContain("Welcome, Lena");
  const page = await lena.page.content();
  for (const secret of ["Ivy", "Tom", "Reyes", "ivy@", "tom@", "Bob", "Sara", "participantCount"]) {
    expect(wire, secret).not.toContain(secret);
    expect(page, secret).not.toContain(secret);
  }
});

const LENA = "lena@balticlaw.example";

/** How many of Lena's emails hold the new message, and how many hold it beside the older one. */
async function mailed(app: App): Promise<[number, number]> {
  const texts = (await emailsTo(app, LENA)).map(({ payload }) => payload.text);
  const withNew = texts.filter((text) => text.includes("Please sign the draft"));
  return [withNew.length, withNew.filter((text) => text.includes("on Thursday at 10")).length];
}

test.describe("by email", () => {
  test("an unread message is mailed once; the answer is in the room, marked as email (R11)", async ({
    app,
    browser,
  }) => {
    const anna = await Person.signIn(browser, app, "anna");
    await anna.openRoom("Baltic Law");
    // What the demo's people have not read is mailed when the program starts for the first time.
    await expect.poll(async () => (await emailsTo(app, LENA)).length).toBe(1);
    await anna.send("Please sign the draft");
    await expect(anna.message("Please sign the draft")).toHaveCount(1);

    const mail = await (await browser.newContext()).newPage();
    await sendDigestNow(mail, app);
    await expect.poll(async () => await mailed(app)).toEqual([1, 0]);
    await sendDigestNow(mail, app);

    await openEmail(mail, app, LENA);
    const verdict = await answer(mail, { text: "Signed, thank you!", style: "gmail" });
    expect(verdict).toMatch(/posted/i);
    await expect(anna.message("Signed, thank you!")).toHaveCount(1, { timeout: 1_000 });
    await expect(anna.message("Signed, thank you!")).toContainText(/via email/i);
    await expect(anna.message("Signed, thank you!")).not.toContainText("New messages in");
    expect(await mailed(app), "each message is mailed once").toEqual([1, 0]);
  });

  test("a forged signature, an old timestamp and a stranger post nothing; twice posts once", async ({
    app,
    browser,
  }) => {
    const anna = await Person.signIn(browser, app, "anna");
    await anna.openRoom("Baltic Law");
    const mail = await (await browser.newContext()).newPage();
    await openEmail(mail, app, LENA);

    await answer(mail, { text: "Forged words", way: "wrongSignature" });
    await mail.reload();
    await answer(mail, { text: "Replayed words", way: "oldTimestamp" });
    await mail.reload();
    expect(await answer(mail, { text: "Strange words", stranger: true })).toMatch(/held/i);
    await mail.reload();
    expect(await answer(mail, { text: "Absent words", style: "outOfOffice" })).toMatch(/ignored/i);
    await mail.reload();
    await answer(mail, { text: "Good words", way: "twice" });

    await expect(anna.message("Good words")).toHaveCount(1);
    for (const text of ["Forged words", "Replayed words", "Strange words", "Absent words"]) {
      await expect(anna.message(text), text).toHaveCount(0);
    }
  });

  test("muting one room from the email needs no sign-in, a look changes nothing; one language for app and email", async ({
    app,
    browser,
  }) => {
    const mail = await (await browser.newContext()).newPage();
    await expect.poll(async () => (await emailsTo(app, LENA)).length).toBe(1);
    const [email] = await emailsTo(app, LENA);
    const link = /<(.*)>/.exec(email?.payload.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    await mail.goto(link);
    await expect(mail.getByText("Nothing has been changed yet.")).toBeVisible();
    const lena = await Person.signIn(browser, app, "lena");
    const muted = lena.page.getByRole("link", { name: /Baltic Law.*email off/ });
    await expect(lena.page.getByRole("link", { name: /Baltic Law/ })).toBeVisible();
    await expect(muted).toHaveCount(0);
    await mail.getByRole("button", { name: /Baltic Law/ }).click();
    await expect(mail.getByRole("heading", { name: "This room is muted" })).toBeVisible();
    await expect(muted).toBeVisible();

    // Her language is one setting, for the app and for what her emails lead to.
    await lena.openRoom("Baltic Law");
    await lena.composer().fill("Half a thought");
    await lena.page.goto(`${app.url}/portal/settings/profile`);
    await lena.page.getByRole("combobox", { name: "Language" }).click();
    await lena.page.getByRole("option", { name: "Deutsch" }).click();
    await lena.page.getByRole("button", { name: "Save" }).first().click();
    await expect(lena.page.getByRole("heading", { name: "Mein Profil" })).toBeVisible();
    await expect(lena.page.getByRole("link", { name: /Baltic Law.*E-Mail aus/ })).toBeVisible();
    await lena.openRoom("Baltic Law");
    await expect(lena.composer()).toHaveValue("Half a thought");
    await lena.page.reload();
    await expect(lena.composer()).toHaveValue("Half a thought");
    await expect(lena.composer()).toHaveAttribute("placeholder", "Nachricht schreiben");
    await expect(lena.page.locator("html")).toHaveAttribute("lang", "de");
    await mail.goto(link);
    await expect(mail.locator("html")).toHaveAttribute("lang", "de");
  });
});

test("kill -9 in the middle of sending, then a restart: nothing lost, nothing doubled (G1, G2)", async ({
  browser,
}) => {
  const app = await App.start();
  try {
    const anna = await Person.signIn(browser, app, "anna");
    const bob = await Person.signIn(browser, app, "bob");
    await anna.openRoom("Acme – website");
    await bob.openRoom("Acme – website");
    const sent: string[] = [];
    for (let number = 1; number <= 30; number += 1) {
      const text = `crash test ${String(number).padStart(2, "0")}`;
      sent.push(text);
      await anna.send(text);
      if (number === 12) void app.kill9();
    }
    await app.restart();
    const texts = async (person: Person) =>
      (
        await person.page
          .getByRole("log")
          .getByText(/^crash test \d\d$/)
          .allTextContents()
      ).sort();
    await expect.poll(async () => await texts(anna), { timeout: 30_000 }).toEqual(sent);
    await expect.poll(async () => await texts(bob), { timeout: 30_000 }).toEqual(sent);
    await anna.page.reload();
    await expect.poll(async () => await texts(anna), { timeout: 30_000 }).toEqual(sent);
  } finally {
    await app.stop();
  }
});

test("a participant who is removed loses the open room within a second (G9)", async ({
  app,
  browser,
}) => {
  const anna = await Person.signIn(browser, app, "anna");
  const bob = await Person.signIn(browser, app, "bob");
  await anna.openRoom("Acme – website");
  await bob.openRoom("Acme – website");
  await bob.composer().fill("half a thought");
  await anna.page
    .getByRole("button", { name: /participants|people/i })
    .first()
    .click();
  await anna.page.getByRole("button", { name: /remove bob/i }).click();
  await anna.page
    .getByRole("dialog")
    .last()
    .getByRole("button", { name: /^remove/i })
    .click();
  await expect(bob.page.getByText("This room is no longer open to you")).toBeVisible({
    timeout: 1_000,
  });
  await expect(bob.page.getByText("Agreed. And when do we talk")).toHaveCount(0);
});
