import { screen, waitFor, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { ANA } from "../../testing/people";
import { clientRoom, ownMessage, staffRoom, storedMessage } from "./messageFixtures";
import { composerBox as box, openRoomPane as open, ROOM } from "./renderRoomPane";

describe("deleting (R12)", () => {
  const messages = [ownMessage(1), ownMessage(2)];

  it("asks first, with the focus on Cancel, and leads back to the message", async () => {
    const { fake, user } = open(clientRoom(), messages);
    await user.click(screen.getByRole("button", { name: /^Delete message from You, 14:01/u }));
    const dialog = await screen.findByRole("dialog", { name: "Delete this message for everyone?" });
    const cancel = within(dialog).getByRole("button", { name: "Cancel" });
    await waitFor(() => expect(document.activeElement).toBe(cancel));
    expect(dialog.textContent).toContain("gone at once");
    expect(dialog.textContent).toContain("may already have been emailed");
    expect(fake.callsOf(api.receipts.forMessage), "nothing for a client to know").toEqual([]);
    await user.click(cancel);
    expect(fake.callsOf(api.messages.remove)).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Text 1"));
  });

  it.each([
    [0, "Nobody has been emailed it."],
    [1, "emailed to 1 person, and stays in their mailbox."],
    [2, "emailed to 2 people, and stays in their mailboxes."],
  ])("tells staff of %d emails that stay", async (count, sentence) => {
    const { fake, user } = open(staffRoom(), messages, ANA);
    const sent = { time: 1, hasFailed: false, delivery: null, reason: null };
    const refused = { ...sent, hasFailed: true };
    const page = [...Array<typeof sent | null>(count).fill(sent), null, refused];
    const receipts = page.map((emailed) => ({ emailed }));
    fake.answer(api.receipts.forMessage, { page: receipts, isDone: true, continueCursor: "" });
    await user.click(screen.getByRole("button", { name: /^Delete message from You, 14:01/u }));
    const dialog = await screen.findByRole("dialog", { name: "Delete this message for everyone?" });
    await waitFor(() => expect(dialog.textContent).toContain(sentence));
  });

  it("deletes once confirmed and moves the focus to the next message", async () => {
    const { fake, user } = open(clientRoom(), messages);
    await user.click(screen.getByRole("button", { name: /^Delete message from You, 14:01/u }));
    await user.click(await screen.findByRole("button", { name: "Delete message" }));
    expect(fake.callsOf(api.messages.remove)).toEqual([{ roomId: ROOM, messageId: "message-1" }]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Text 2"));
  });

  it("stays open and says why when the server refuses", async () => {
    const { fake, user } = open(clientRoom(), messages);
    fake.onMutation(api.messages.remove, () =>
      Promise.reject(new ConvexError({ code: "FORBIDDEN", message: "" })),
    );
    await user.click(screen.getByRole("button", { name: /^Delete message from You, 14:01/u }));
    await user.click(await screen.findByRole("button", { name: "Delete message" }));
    expect((await screen.findByRole("alert")).textContent).toContain("not allowed");
  });

  it("is reached by keyboard: ↑ from the box, ↑ to the row, Delete", async () => {
    const { user } = open(clientRoom(), [...messages, storedMessage(3)]);
    await user.click(box());
    await user.keyboard("{ArrowUp}");
    expect(document.activeElement?.textContent).toContain("Text 3");
    await user.keyboard("{Delete}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("{ArrowUp}{Delete}");
    expect(await screen.findByRole("dialog")).toBeDefined();
  });

  it("has one row in the order of Tab, with its cross", async () => {
    const { user } = open(clientRoom(), messages);
    await user.click(box());
    await user.tab({ shift: true });
    expect(document.activeElement).toHaveProperty("title", "Attach files");
    await user.tab({ shift: true });
    expect(document.activeElement).toHaveProperty("title", "Delete");
    await user.tab({ shift: true });
    for (const title of ["More", "Reply", "React"]) {
      expect(document.activeElement).toHaveProperty("title", title);
      await user.tab({ shift: true });
    }
    expect(document.activeElement?.textContent).toContain("Text 2");
    await user.tab({ shift: true });
    expect(document.activeElement?.closest("article")).toBeNull();
  });
});
