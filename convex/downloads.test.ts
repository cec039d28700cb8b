/** Row 10, G10, G9: whoever asks for a file's bytes is looked at each time, and every refusal is alike. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { pngBytes, sendFiles, textBytes, upload } from "./files.setup";
import { setState } from "./permissions.world";
import { type Person, makeClient, makePeople, makeRoom, startBackend } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

async function start() {
  const t = await startBackend();
  const people = await makePeople(t);
  const { ana, sam, carla } = people;
  const roomId = await makeRoom(ana, [sam, carla]);
  const options = { name: "kiln.png", thumbnail: pngBytes(8, 6) };
  const fileId = await upload(t, ana, roomId, pngBytes(), options);
  const sent = await sendFiles(ana, roomId, [fileId]);
  const ticketOf = async (person: Person, id: string = fileId) =>
    await person.as.mutation(api.files.issueTicket, { roomId, fileId: id });
  return { t, roomId, fileId, sent, ticketOf, ...people };
}

type Fetcher = { fetch: (path: string, init?: RequestInit) => Promise<Response> };

async function refusalOf(asker: Fetcher, path: string, init?: RequestInit) {
  const response = await asker.fetch(path, init);
  return [response.status, await response.text(), JSON.stringify([...response.headers])];
}

describe("a participant", () => {
  test.each(["ana", "sam", "carla"] as const)("%s gets the picture", async (name) => {
    const world = await start();
    const response = await world[name].as.fetch(`/files/${world.fileId}`);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pngBytes());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `inline; filename="kiln.png"; filename*=UTF-8''kiln.png`,
      "content-length": "64",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });

  test("gets the thumbnail, and 404 where there is none", async () => {
    const { t, carla, roomId, fileId } = await start();
    const thumbnail = await carla.as.fetch(`/files/${fileId}?thumbnail=1`);
    expect(new Uint8Array(await thumbnail.arrayBuffer())).toEqual(pngBytes(8, 6));
    const plain = await upload(t, carla, roomId);
    expect((await carla.as.fetch(`/files/${plain}?thumbnail=1`)).status).toBe(404);
  });

  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "logo.svg"],
    ["HTML", "<!doctype html><script>alert(1)</script>", "page.html"],
    ["a GIF that is a page", "GIF89a\x10\0\x10\0<script>alert(1)</script>", "cat.gif"],
  ])("gets %s as a download that no browser shows", async (_, text, name) => {
    const { t, carla, roomId } = await start();
    const fileId = await upload(t, carla, roomId, textBytes(text), { name });
    const { headers } = await carla.as.fetch(`/files/${fileId}`);
    expect(headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(headers.get("content-type")).toBe("application/octet-stream");
  });

  test.each([
    ["bytes=0-7", 206, 8, "bytes 0-7/64"],
    ["bytes=60-", 206, 4, "bytes 60-63/64"],
    ["bytes=-4", 206, 4, "bytes 60-63/64"],
    ["bytes=60-999", 206, 4, "bytes 60-63/64"],
    ["bytes=64-", 416, 0, "bytes */64"],
    ["bytes=-0", 416, 0, "bytes */64"],
    ["bytes=0-1,4-5", 200, 64, null],
    ["bytes=9-3", 200, 64, null],
    ["lines=1-2", 200, 64, null],
  ])("who asks for %s gets %d", async (range, status, length, contentRange) => {
    const { carla, fileId } = await start();
    const response = await carla.as.fetch(`/files/${fileId}`, { headers: { range } });
    expect(response.status).toBe(status);
    expect((await response.arrayBuffer()).byteLength).toBe(length);
    expect(response.headers.get("content-range")).toBe(contentRange);
  });

  test("is told the size by HEAD, without the bytes", async () => {
    const { carla, fileId } = await start();
    const response = await carla.as.fetch(`/files/${fileId}`, { method: "HEAD" });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "64"]);
    expect(await response.text()).toBe("");
  });
});

describe("everybody else gets the same 404", () => {
  test("whether the file is there or not, with any method, range or ticket", async () => {
    const { t, ana, omar, olga, carla, fileId, roomId, sent, ticketOf } = await start();
    const ivo = await makeClient(t, "Ivo", { state: "invited" });
    const same = await refusalOf(t, "/files/nonsense");
    expect(same[0]).toBe(404);
    const unsent = await upload(t, ana, roomId);
    const anas = await ticketOf(ana);
    const path = `/files/${fileId}`;
    const asked: [string, Fetcher, string, RequestInit?][] = [
      ["client outside", omar.as, path],
      ["owner without a seat", olga.as, path],
      ["invited", ivo.as, path],
      ["anonymous", t, path],
      ["a range, unauthorised", omar.as, path, { headers: { range: "bytes=0-1" } }],
      ["an unsatisfiable range", t, path, { headers: { range: "bytes=999-" } }],
      ["an invented ticket", t, `${path}?ticket=${"a".repeat(26)}`],
      ["an empty ticket", carla.as, `${path}?ticket=`],
      ["a ticket for another file", t, `/files/${unsent}?ticket=${anas}`],
      ["another's unsent upload", carla.as, `/files/${unsent}`],
      ["another table's id", carla.as, `/files/${roomId}`],
      ["a message's id", carla.as, `/files/${sent.messageId}`],
      ["a way out", carla.as, "/files/..%2F..%2Fetc%2Fpasswd"],
      ["no id", carla.as, "/files/"],
    ];
    for (const [who, asker, what, init] of asked) {
      expect(await refusalOf(asker, what, init), who).toEqual(same);
    }
    expect((await ana.as.fetch(`/files/${unsent}`)).status).toBe(200);
  });

  test("at once after they were removed, with sign-in and with the link they hold (G9)", async () => {
    const { t, ana, carla, roomId, fileId, ticketOf } = await start();
    const link = `/files/${fileId}?ticket=${await ticketOf(carla)}`;
    expect((await t.fetch(link)).status).toBe(200);
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    const same = await refusalOf(t, "/files/nonsense");
    expect(await refusalOf(carla.as, `/files/${fileId}`)).toEqual(same);
    expect(await refusalOf(t, link)).toEqual(same);
  });

  test("at once after they were suspended", async () => {
    const { t, carla, fileId, ticketOf } = await start();
    const link = `/files/${fileId}?ticket=${await ticketOf(carla)}`;
    await setState(t, carla, "suspended");
    expect((await carla.as.fetch(`/files/${fileId}`)).status).toBe(404);
    expect((await t.fetch(link)).status).toBe(404);
  });

  test("once the message is deleted", async () => {
    const { t, ana, carla, roomId, fileId, sent, ticketOf } = await start();
    const link = `/files/${fileId}?ticket=${await ticketOf(carla)}`;
    await ana.as.mutation(api.messages.remove, { roomId, messageId: sent.messageId });
    for (const asker of [ana.as, carla.as]) {
      expect((await asker.fetch(`/files/${fileId}`)).status).toBe(404);
    }
    expect((await t.fetch(link)).status).toBe(404);
  });
});

test("a link works for a minute and no longer", async () => {
  const { t, carla, fileId, ticketOf } = await start();
  const link = `/files/${fileId}?ticket=${await ticketOf(carla)}`;
  vi.setSystemTime(Date.now() + 60_000);
  expect((await t.fetch(link)).status).toBe(200);
  vi.setSystemTime(Date.now() + 1);
  expect((await t.fetch(link)).status).toBe(404);
});

test.each([
  ["../../etc/passwd", `filename="passwd"; filename*=UTF-8''passwd`],
  ['a"b\r\nSet-Cookie: x.txt', `filename="a_bSet-Cookie_ x.txt"`],
  [
    "Übersicht 🎉.pdf",
    `filename="_bersicht __.pdf"; filename*=UTF-8''%C3%9Cbersicht%20%F0%9F%8E%89.pdf`,
  ],
  ["CON.txt", `filename="_CON.txt"`],
  ["\u0000\u202e ..", `filename="file"`],
  [`${"x".repeat(1_000)}.pdf`, `filename="${"x".repeat(196)}.pdf"`],
])("a file called %j cannot break the header", async (name, expected) => {
  const { t, carla, roomId } = await start();
  const fileId = await upload(t, carla, roomId, textBytes("x"), { name });
  const { headers } = await carla.as.fetch(`/files/${fileId}`);
  expect(headers.get("content-disposition")).toContain(`attachment; ${expected}`);
});

test("only the app's page may read an answer from another address", async () => {
  const { t, carla, fileId } = await start();
  const asked = async (origin: string, method = "GET") =>
    (
      await (method === "GET" ? carla.as : t).fetch(`/files/${fileId}`, {
        method,
        headers: { origin },
      })
    ).headers.get("access-control-allow-origin");
  for (const method of ["GET", "OPTIONS"]) {
    expect(await asked("https://app.test", method)).toBe("https://app.test");
    expect(await asked("https://evil.test", method)).toBeNull();
  }
});
