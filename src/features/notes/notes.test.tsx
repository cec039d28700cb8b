import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { readDraft } from "../messages/drafts";
import { staffRoom, storedMessage, storedNote } from "../messages/messageFixtures";
import { OutboxProvider } from "../messages/outbox/OutboxProvider";
import { answerMessages, composerBox, ROOM } from "../messages/renderRoomPane";
import { RoomPane } from "../messages/RoomPane";
import type { NoteView } from "../messages/roomNotes";
import type { RoomDetails } from "../messages/types";
import { NotesProvider } from "./NotesProvider";

function open(
  details: RoomDetails = staffRoom({ lastSeq: 2, readSeq: 2 }),
  notes: NoteView[] = [],
) {
  const fake = new FakeConvex();
  fake.answer(api.rooms.get, details);
  fake.answer(api.pins.list, []);
  answerMessages(fake, [storedMessage(1), storedMessage(2)]);
  fake.answer(api.notes.list, { page: notes.toReversed(), isDone: true, continueCursor: "" });
  fake.answer(api.notes.readPosition, 0);
  renderScreen(
    <OutboxProvider viewerEmail={ANA.email}>
      <NotesProvider roomId={ROOM}>
        <RoomPane roomId={ROOM} />
      </NotesProvider>
    </OutboxProvider>,
    { fake, viewer: ANA },
  );
  return { fake, user: userEvent.setup() };
}

const noteBox = () => screen.findByRole("textbox", { name: "Note about Acme" });
const noteButton = () => screen.getAllByRole("button", { name: "Note", pressed: false })[0]!;
const row = (name: RegExp) => screen.findByRole("article", { name });

describe("a note", () => {
  it("is told apart by more than its colour, and can be deleted but not edited by others", async () => {
    open(undefined, [storedNote(1)]);
    const note = await row(/^Note from Sam Oak, .* team only$/);
    expect(note.textContent).toContain("Team only");
    within(note).getByRole("button", { name: /^Delete note from Sam Oak/ });
    expect(within(note).queryByRole("button", { name: /^Edit/ })).toBeNull();
  });

  it("of one's own is edited in its place", async () => {
    const mine = { author: { name: "Ana Ruiz", mine: true }, canEdit: true, text: "Frist" };
    const { fake, user } = open(undefined, [storedNote(1, mine)]);
    await user.click(await screen.findByRole("button", { name: /^Edit your note/ }));
    const box = await screen.findByRole("textbox", { name: "Edit the note" });
    await user.clear(box);
    await user.type(box, "First{Enter}");
    const edit = { roomId: ROOM, noteId: "note-1", text: "First" };
    await waitFor(() => expect(fake.callsOf(api.notes.edit)).toEqual([edit]));
    await waitFor(() => expect(box.isConnected).toBe(false));
  });

  it("is deleted after a question", async () => {
    const { fake, user } = open(undefined, [storedNote(1)]);
    await user.click(await screen.findByRole("button", { name: /^Delete note from Sam/ }));
    await user.click(await screen.findByRole("button", { name: "Delete note" }));
    const deleted = { roomId: ROOM, noteId: "note-1" };
    await waitFor(() => expect(fake.callsOf(api.notes.remove)).toEqual([deleted]));
  });
});

it("is spoken of when it arrives, and not for having been there", async () => {
  const { fake } = open(undefined, [storedNote(1)]);
  await row(/^Note from Sam Oak/);
  expect(screen.queryByText(/New note from/)).toBeNull();
  const page = [storedNote(2, { text: "fresh" }), storedNote(1)];
  const answer = { page, isDone: true, continueCursor: "" };
  act(() => void fake.answer(api.notes.list, answer));
  await screen.findByText("New note from Sam Oak");
});

describe("writing", () => {
  it("a note goes to the team alone, and then it is the messages' turn again", async () => {
    const { fake, user } = open();
    await screen.findByRole("button", { name: "Send to client" });
    await user.click(noteButton());
    expect(document.activeElement).toBe(await noteBox());
    expect(screen.queryByRole("button", { name: "Send to client" })).toBeNull();
    await user.type(await noteBox(), "They pay late{Enter}");
    await waitFor(() =>
      expect(fake.callsOf(api.notes.add)).toMatchObject([{ text: "They pay late" }]),
    );
    expect(fake.callsOf(api.messages.send)).toEqual([]);
    expect(document.activeElement).toBe(composerBox());
    await user.type(composerBox(), "Hello{Enter}");
    await waitFor(() => expect(fake.callsOf(api.messages.send)).toMatchObject([{ text: "Hello" }]));
    expect(fake.callsOf(api.notes.add)).toHaveLength(1);
  });

  it("brings files of its own: asked for as a note's, and not in the messages' tray", async () => {
    const { fake, user } = open();
    fake.onMutation(api.files.requestNoteUpload, () => new Promise(() => {}));
    await screen.findByRole("button", { name: "Send to client" });
    await user.click(noteButton());
    const files = [new File(["x"], "offer.pdf", { type: "application/pdf" })];
    fireEvent.paste(await noteBox(), { clipboardData: { files, getData: () => "" } });
    await screen.findByRole("list", { name: "Files to send" });
    const asked = { roomId: ROOM, name: "offer.pdf", size: 1 };
    await waitFor(() => expect(fake.callsOf(api.files.requestNoteUpload)).toEqual([asked]));
    expect(fake.callsOf(api.files.requestUpload)).toEqual([]);
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Send to client" })).toHaveProperty("disabled", true);
    expect(screen.queryByRole("list", { name: "Files to send" })).toBeNull();
  });

  it("Escape among the rows leads back to the note that is being written", async () => {
    const { user } = open();
    await screen.findByRole("button", { name: "Send to client" });
    await user.click(noteButton());
    await user.keyboard("{ArrowUp}");
    expect(document.activeElement?.tagName).toBe("ARTICLE");
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(await noteBox());
  });

  it("keeps both drafts apart, over Alt+N and over Escape", async () => {
    const { user } = open();
    await user.type(await screen.findByRole("textbox", { name: "Message to Acme" }), "Dear all");
    await user.keyboard("{Alt>}[KeyN]{/Alt}");
    expect(await noteBox()).toHaveProperty("value", "");
    await user.type(await noteBox(), "between us");
    await user.keyboard("{Escape}");
    expect(composerBox()).toHaveProperty("value", "Dear all");
    expect(document.activeElement).toBe(composerBox());
    await waitFor(() => expect(readDraft(ANA.email, ROOM, "note")).toBe("between us"));
    expect(readDraft(ANA.email, ROOM)).not.toContain("between us");
  });

  it("that fails keeps the note in its row and never offers to edit it as a message", async () => {
    const { fake, user } = open();
    fake.onMutation(api.notes.add, () => Promise.reject(new Error("on the way")));
    await screen.findByRole("button", { name: "Send to client" });
    await user.click(noteButton());
    await user.type(await noteBox(), "between us{Enter}");
    const failed = await row(/^Note from You/);
    await within(failed).findByRole("button", { name: "Retry" });
    within(failed).getByRole("button", { name: "Copy text" });
    expect(within(failed).queryByRole("button", { name: "Edit" })).toBeNull();
  });

  it.each(["internal", "announcement"] as const)(
    "is for messages only in %s rooms",
    async (kind) => {
      const { fake } = open(staffRoom({ kind }));
      fake.answer(api.notes.list, () => {
        throw new ConvexError({ code: "NOTES_NOT_HERE" });
      });
      await screen.findByRole("textbox", { name: "Message to Acme" });
      expect(screen.queryByRole("button", { name: "Note" })).toBeNull();
    },
  );

  it("ends with the archive, reading does not", async () => {
    open(staffRoom({ archived: true }), [storedNote(1)]);
    await row(/^Note from Sam Oak/);
    expect(screen.queryByRole("button", { name: "Note" })).toBeNull();
  });
});
