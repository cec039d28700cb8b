/** Everything that is mailed to a person comes in their language; before they have one, in their host's. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { deliverQueued, sendDigests } from "./digests.setup";
import { signInTo } from "./signIn.setup";
import { type Backend, makePeople, makeRoom, makeStaff, send, startBackend } from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  t = await startBackend();
  people = await makePeople(t);
});
afterEach(() => vi.useRealTimers());

const speakGerman = (person: keyof typeof people) =>
  people[person].as.mutation(api.users.updateProfile, { language: "de" });

async function codeFor(email: string) {
  const at = signInTo(t);
  await at.ask(email);
  return (await deliverQueued(t)).at(-1);
}

test("a sign-in code", async () => {
  await speakGerman("carla");
  const german = await codeFor(people.carla.email);
  expect(german?.subject).toBe("Ihr Anmeldecode für The Firm");
  expect(german?.text).toMatch(/^Guten Tag Carla,\n/);
  expect(german?.html).toContain('<html lang="de">');
  const english = await codeFor(people.omar.email);
  expect(english?.subject).toBe("Your sign-in code for The Firm");
  expect(english?.html).toContain('<html lang="en">');
});

test("an invitation, in the language of whoever invites", async () => {
  await speakGerman("ana");
  const portalId = await people.ana.as.mutation(api.portals.create, { name: "Neu & Co" });
  const invite = { portalId, email: "neu@client.test", name: "Neu" };
  await people.ana.as.mutation(api.invitations.inviteClient, invite);
  const [german] = await deliverQueued(t);
  expect(german?.subject).toBe("Einladung von The Firm");
  expect(german?.text).toContain("Ana lädt Sie in das Kundenportal von The Firm ein");
  expect(german?.text).toMatch(/Einladung ansehen: https:\/\/app\.test\/invitation\/\S+\n/);
  const other = { ...invite, email: "new@client.test", name: "New" };
  await people.sam.as.mutation(api.invitations.inviteClient, other);
  const [english] = await deliverQueued(t);
  expect(english?.subject).toBe("The Firm invites you");
});

test("the page behind a digest's links, before and after muting; a name in it stays text", async () => {
  await speakGerman("carla");
  for (const reader of [people.carla, people.omar]) {
    const roomId = await makeRoom(people.ana, [reader], { name: "<b>Website</b>" });
    await send(people.ana, roomId, "Hallo");
  }
  const emails = await sendDigests(t);
  const open = async (to: string, method: "GET" | "POST") => {
    const email = emails.find((one) => one.to === to);
    const link = /<https:\/\/app\.test([^>]+)>/.exec(email?.headers["List-Unsubscribe"] ?? "")?.[1];
    return await (await t.fetch(link ?? "", { method })).text();
  };
  const choice = await open(people.carla.email, "GET");
  expect(choice).toContain('<html lang="de">');
  expect(choice).toContain("„&lt;b&gt;Website&lt;/b&gt;“ stummschalten");
  expect(choice).not.toContain("Mute");
  expect(await open(people.carla.email, "POST")).toContain("Dieser Raum ist stumm");
  expect(await open(people.omar.email, "GET")).toContain("Mute all email");
});

test("the name that somebody keeps who was erased", async () => {
  const third = await makeStaff(t, "Tess");
  await speakGerman("olga");
  const roomId = await makeRoom(people.ana, [people.sam, people.olga, third]);
  const { messageId } = await send(people.sam, roomId, "Guten Tag");
  await people.ana.as.mutation(api.messages.send, {
    roomId,
    text: `So sagt es <@${people.sam.userId}>`,
    clientMessageId: "an answer",
    quotedId: messageId,
  });
  const wish = { userId: people.sam.userId, confirmedName: "Sam", deletesMessages: false };
  await people.olga.as.mutation(api.erasures.start, wish);
  const emails = await sendDigests(t);
  const textTo = (to: string) => emails.find((email) => email.to === to)?.text ?? "";
  const german = textTo(people.olga.email);
  expect(german.match(/Ehemaliges Teammitglied/g)).toHaveLength(3);
  expect(german).not.toContain("Former");
  expect(textTo(third.email).match(/Former colleague/g)).toHaveLength(3);
});
