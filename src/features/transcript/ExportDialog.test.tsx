/** The dialog that exports a room: what it asks the server for, its progress, and how it is stopped. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { fileAddress } from "../files/fileAddress";
import ExportDialog from "./ExportDialog";
import { saveFile } from "./saveFile";

vi.mock("./saveFile", () => ({ saveFile: vi.fn() }));

const room = { roomId: "room-1" as Id<"rooms">, name: "Acme", kind: "client" };
const file = { name: "plan.pdf", size: 3, contentType: "application/pdf", kind: "file" };
const message = {
  kind: "message",
  seq: 1,
  time: Date.UTC(2026, 4, 13),
  editedTime: null,
  author: "Carla",
  side: "client",
  company: null,
  source: "app",
  text: "Here",
  quote: null,
  reactions: [],
  attachments: [
    { fileId: "f1", ...file },
    { fileId: "gone", ...file, name: "lost.pdf" },
  ],
};
const page = (entries: unknown[]) => ({ page: entries, isDone: true, continueCursor: "" });

let fetched: ReturnType<typeof vi.fn<typeof fetch>>;

beforeEach(() => {
  vi.mocked(saveFile).mockClear();
  fetched = vi.fn<typeof fetch>((address) => {
    const isGone = address === fileAddress("gone");
    return Promise.resolve(isGone ? new Response("", { status: 404 }) : new Response("pdf"));
  });
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  const fake = new FakeConvex()
    .answer(api.transcripts.messages, page([message]))
    .answer(api.transcripts.notes, page([]))
    .onMutation(api.transcripts.start, () =>
      Promise.resolve({ roomName: "Acme", firmName: "Firm", lastSeq: 1 }),
    );
  const onClose = vi.fn<() => void>();
  const rendered = renderScreen(<ExportDialog room={room} onClose={onClose} />, {
    fake,
    viewer: ANA,
  });
  return { ...rendered, fake, onClose, user: userEvent.setup() };
}
const start = () => screen.getByRole("button", { name: "Export" });

async function saved(): Promise<Record<string, Uint8Array>> {
  const blob = vi.mocked(saveFile).mock.calls[0]?.[0];
  return unzipSync(new Uint8Array(await new Response(blob).arrayBuffer()));
}

it("makes the client-safe edition unless told otherwise, with the files that can be had", async () => {
  const { user, fake } = open();
  expect(screen.queryByRole("checkbox", { name: /notes/ }), "not with this edition").toBeNull();
  await user.click(start());
  await screen.findByText("The download has started.");
  const wish = { roomId: room.roomId, edition: "client", withNotes: false };
  expect(fake.callsOf(api.transcripts.start)).toEqual([wish]);
  const files = await saved();
  expect(Object.keys(files)).toContain("files/000001-1 plan.pdf");
  expect(strFromU8(files["transcript.html"]!)).toMatch(/lost\.pdf.*this file couldn't be added/);
  const { headers } = fetched.mock.calls[0]![1]!;
  expect(headers).toEqual({ Authorization: "Bearer token" });
});

it("takes notes into a full edition only where they are ticked, and leaves files out if asked", async () => {
  const { user, fake } = open();
  await user.click(screen.getByRole("radio", { name: /Full/ }));
  await user.click(screen.getByRole("checkbox", { name: /notes/ }));
  await user.click(screen.getByRole("checkbox", { name: /files themselves/ }));
  await user.click(start());
  await screen.findByText("The download has started.");
  const wish = { roomId: room.roomId, edition: "full", withNotes: true };
  expect(fake.callsOf(api.transcripts.start)).toEqual([wish]);
  expect(fetched).not.toHaveBeenCalled();
});

it("tells how far it is, and stops with the dialog without saving anything", async () => {
  let stopped: AbortSignal | null | undefined;
  fetched.mockImplementation((_address, options) => {
    stopped = options?.signal;
    return new Promise((_, reject) => {
      stopped?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  });
  const { user, unmount } = open();
  await user.click(start());
  expect(await screen.findByText(/0 of 1 messages/)).toBeDefined();
  await vi.waitFor(() => expect(stopped).toBeDefined());
  unmount();
  expect(stopped?.aborted).toBe(true);
  expect(saveFile).not.toHaveBeenCalled();
});
