/** Pictures of people: what may be one, and that nobody gets one of somebody they may not know (R5, G7). */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { pngBytes, textBytes } from "./files.setup";
import { setState } from "./permissions.world";
import {
  type Backend,
  type Person,
  codeOf,
  makeClient,
  makePeople,
  makeRoom,
  messagesOf,
  send,
  startBackend,
} from "./test.setup";

const SQUARE = pngBytes(256, 256);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
});
afterEach(() => {
  vi.useRealTimers();
});

const setAvatar = (person: Person, bytes: Uint8Array<ArrayBuffer> = SQUARE) =>
  person.as.mutation(api.avatars.set, { bytes: bytes.buffer });

async function addressOf(person: Person): Promise<string> {
  return `/avatars/${(await person.as.query(api.users.viewer, {})).avatar}`;
}

/** Sets a picture and gives its address. */
async function faceOf(person: Person): Promise<string> {
  await setAvatar(person);
  return await addressOf(person);
}

/** A chunk that says how many frames there are, where the pixels would begin. */
function movingPng(): Uint8Array<ArrayBuffer> {
  const bytes = pngBytes(256, 256);
  bytes.set(textBytes("acTL"), 37);
  return bytes;
}

/** The header of a WebP of 256 pixels a side with these flags (RFC 9649, 2.7). */
function webpBytes(flags: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set(textBytes("RIFF"));
  bytes.set(textBytes("WEBPVP8X"), 8);
  bytes.set([56, 0, 0, 0], 4);
  bytes.set([10, 0, 0, 0, flags, 0, 0, 0, 255, 0, 0, 255, 0, 0], 16);
  return bytes;
}

type Fetcher = { fetch: (path: string, init?: RequestInit) => Promise<Response> };

async function answerOf(asker: Fetcher, path: string) {
  const response = await asker.fetch(path);
  return [response.status, await response.text(), JSON.stringify([...response.headers])];
}

async function storedAvatars() {
  return await t.run(async (ctx) => await ctx.db.query("avatars").take(10));
}

async function setStudioIdentity() {
  await people.olga.as.mutation(api.firm.update, { studioIdentity: true });
}

describe("one's own picture", () => {
  test("is there for oneself at once, to be cached by this browser alone and run by none", async () => {
    const { carla } = people;
    const response = await carla.as.fetch(await faceOf(carla));
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(SQUARE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "64",
      "cache-control": "private, max-age=604800, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      vary: "Origin",
    });
  });

  test("has another address when it is changed; the old bytes are gone", async () => {
    const { carla } = people;
    const before = await faceOf(carla);
    await setAvatar(carla, pngBytes(128, 128));
    expect((await carla.as.fetch(before)).status).toBe(404);
    expect((await carla.as.fetch(await addressOf(carla))).status).toBe(200);
    expect(await storedAvatars()).toHaveLength(1);
  });

  test("goes with its bytes when it is removed; removing none changes nothing", async () => {
    const { carla } = people;
    const before = await faceOf(carla);
    await carla.as.mutation(api.avatars.remove, {});
    await carla.as.mutation(api.avatars.remove, {});
    expect((await carla.as.fetch(before)).status).toBe(404);
    expect(await storedAvatars()).toEqual([]);
    expect(await carla.as.query(api.users.viewer, {})).not.toHaveProperty("avatar");
  });

  test("is a small square PNG, JPEG or WebP by its bytes, and nothing else", async () => {
    const { carla } = people;
    const refused: [string, Uint8Array<ArrayBuffer>, string][] = [
      ["nothing", new Uint8Array(0), "FILE_EMPTY"],
      ["too many bytes", padded(SQUARE, 64 * 1024 + 1), "FILE_TOO_LARGE"],
      ["a text", textBytes("hello"), "PICTURE_NOT_VALID"],
      ["markup", textBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), "PICTURE_NOT_VALID"],
      ["a GIF", textBytes("GIF89a\x10\0\x10\0\0\0\0"), "PICTURE_NOT_VALID"],
      ["no square", pngBytes(256, 255), "PICTURE_NOT_VALID"],
      ["a bomb", pngBytes(20_000, 20_000), "PICTURE_NOT_VALID"],
      ["too many pixels", pngBytes(513, 513), "PICTURE_NOT_VALID"],
      ["a PNG that moves", movingPng(), "PICTURE_NOT_VALID"],
      ["a WebP that moves", webpBytes(0x02), "PICTURE_NOT_VALID"],
    ];
    for (const [what, bytes, code] of refused) {
      expect(await codeOf(setAvatar(carla, bytes)), what).toBe(code);
    }
    expect(await storedAvatars()).toEqual([]);
    await setAvatar(carla, webpBytes(0x10));
    await setAvatar(carla, padded(pngBytes(512, 512), 64 * 1024));
    expect(await storedAvatars()).toHaveLength(1);
  });

  test("is changed a few times, then one has to wait", async () => {
    for (let time = 0; time < 10; time += 1) await setAvatar(people.carla);
    expect(await codeOf(setAvatar(people.carla))).toBe("RATE_LIMITED");
    await setAvatar(people.omar);
  });
});

function padded(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(size);
  longer.set(bytes);
  return longer;
}

describe("a picture of somebody else", () => {
  test("is there for a client once that person has written in a room of theirs, and not before", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await send(ana, roomId, "somebody else's message shows nobody else");
    const face = await faceOf(sam);
    expect((await carla.as.fetch(face)).status).toBe(404);
    await send(sam, roomId, "hello");
    expect((await carla.as.fetch(face)).status).toBe(200);
  });

  test("stands in the view of what they wrote, for clients and staff; without one the view has no field for it", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    const key = (await faceOf(sam)).replace("/avatars/", "");
    await send(sam, roomId, "hello");
    await send(ana, roomId, "hello");
    for (const reader of [carla, ana]) {
      const [second, first] = await messagesOf(reader, roomId);
      expect(first?.author.avatar).toBe(key);
      expect(second?.author).not.toHaveProperty("avatar");
    }
  });

  test("is no longer for a client who left the room, was suspended, or sits elsewhere", async () => {
    const { ana, sam, carla, omar } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await makeRoom(ana, [sam, omar]);
    await send(sam, roomId, "hello");
    const face = await faceOf(sam);
    expect((await omar.as.fetch(face)).status).toBe(404);
    expect((await carla.as.fetch(face)).status).toBe(200);
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    expect((await carla.as.fetch(face)).status).toBe(404);
    await setState(t, sam, "suspended");
    expect((await sam.as.fetch(face)).status).toBe(404);
    expect((await ana.as.fetch(face)).status, "staff know everybody").toBe(200);
  });

  test("is hidden with its person under studio identity: not in the view, not by its address", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await send(sam, roomId, "hello");
    const face = await faceOf(sam);
    await setStudioIdentity();
    const [message] = await messagesOf(carla, roomId);
    expect(message?.author).not.toHaveProperty("avatar");
    expect((await carla.as.fetch(face)).status).toBe(404);
    expect((await ana.as.fetch(face)).status).toBe(200);
    await send(carla, roomId, "me too");
    expect((await carla.as.fetch(await faceOf(carla))).status, "clients are not hidden").toBe(200);
  });

  test("is refused with the very answer that one which never was gets", async () => {
    const { ana, sam, carla, omar } = people;
    await makeRoom(ana, [sam, carla]);
    const face = await faceOf(sam);
    const ivo = await makeClient(t, "Ivo", { state: "invited" });
    const same = await answerOf(t, "/avatars/never");
    expect(same[0]).toBe(404);
    expect(same[2]).toContain("no-store");
    const asked: [string, Fetcher, string][] = [
      ["a client of the room in which its person is silent", carla.as, face],
      ["another client", omar.as, face],
      ["the invited", ivo.as, face],
      ["anonymous", t, face],
      ["no key", carla.as, "/avatars/"],
      ["a person's id", ana.as, `/avatars/${sam.userId}`],
      ["a way out", ana.as, "/avatars/..%2F..%2Fetc%2Fpasswd"],
    ];
    for (const [who, asker, path] of asked) {
      expect(await answerOf(asker, path), who).toEqual(same);
    }
  });

  test("is read by the app's page alone from another address", async () => {
    const { carla } = people;
    const face = await faceOf(carla);
    for (const method of ["GET", "OPTIONS"]) {
      const allowed = async (origin: string) =>
        (await carla.as.fetch(face, { method, headers: { origin } })).headers.get(
          "access-control-allow-origin",
        );
      expect(await allowed("https://app.test")).toBe("https://app.test");
      expect(await allowed("https://evil.test")).toBeNull();
    }
  });
});
