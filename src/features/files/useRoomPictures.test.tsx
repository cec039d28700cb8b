import { renderHook, waitFor } from "@testing-library/react";
import { ConvexProvider } from "convex/react";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { MINUTE_MS, NOON, storedMessage, storedNote } from "../messages/messageFixtures";
import type { MessageView, RoomId } from "../messages/types";
import { useRoomPictures } from "./useRoomPictures";

const ROOM = "room-acme" as RoomId;
const NOBODY = { name: "Ana Ruiz", mine: false };

function picture(name: string, kind: "image" | "file" = "image"): MessageView["attachments"][0] {
  const fileId = name as MessageView["attachments"][0]["fileId"];
  const measures = { width: 4, height: 3, hasThumbnail: false };
  return { fileId, name, size: 9, contentType: "image/png", kind, ...measures };
}

type Listed = { name: string; kind?: "image" | "file"; minutes: number; mine?: boolean };

function listed({ name, kind, minutes, mine = false }: Listed) {
  return {
    file: picture(name, kind),
    time: NOON + minutes * MINUTE_MS,
    author: { ...NOBODY, mine },
  };
}

/** A room whose list of files has these pages, newest first; gives what the hook shows of it. */
function show(pages: Listed[][], { shown = "p3", hasOthers = true } = {}) {
  const asked = vi.fn(({ paginationOpts: { cursor } }: { paginationOpts: { cursor: unknown } }) => {
    const at = Number(cursor ?? 0);
    const page = (pages[at] ?? []).map(listed);
    return { page, isDone: at >= pages.length - 1, continueCursor: String(at + 1) };
  });
  const fake = new FakeConvex().answer(api.files.listInRoom, asked);
  const about = {
    roomId: ROOM,
    hasOthers,
    messages: [storedMessage(30, { text: "The kiln", attachments: [picture("p3")] })],
    notes: [storedNote(40, { attachments: [picture("n4"), picture("plan.pdf", "file")] })],
  };
  const { result } = renderHook(() => useRoomPictures(about, shown), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ConvexProvider client={fake.client}>{children}</ConvexProvider>
    ),
  });
  return { asked, names: () => result.current.map(({ name }) => name), result };
}

const P3 = { name: "p3", minutes: 29 };

it("shows the pictures of messages that are not loaded too, in the order of the room, each once", async () => {
  const { names, result } = show([
    [P3, { name: "a.pdf", kind: "file", minutes: 20 }, { name: "p2", minutes: 10, mine: true }],
    [{ name: "p1", minutes: 5 }],
  ]);
  await waitFor(() => expect(names()).toEqual(["p1", "p2", "p3", "n4"]));
  expect(result.current.map(({ caption }) => caption)).toEqual(["", "", "The kiln", "Note 40"]);
  expect(result.current.map(({ author }) => author)).toEqual([
    "Ana Ruiz",
    "You",
    "Ana Ruiz",
    "Sam Oak",
  ]);
});

it("lists no further back than the picture on screen needs", async () => {
  const minutes = [9, 8, 7, 6];
  const { names, asked } = show([
    [P3, ...minutes.map((at) => ({ name: `p at ${at}`, minutes: at }))],
    [{ name: "p1", minutes: 1 }],
  ]);
  await waitFor(() => expect(names()).toHaveLength(6));
  expect(names()).not.toContain("p1");
  expect(asked).toHaveBeenCalledOnce();
});

it("asks for no list where the room is only looked at", () => {
  const { names, asked } = show([[{ name: "p1", minutes: 1 }]], { hasOthers: false });
  expect(names()).toEqual(["p3", "n4"]);
  expect(asked).not.toHaveBeenCalled();
});
