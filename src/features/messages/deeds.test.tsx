/** Answering, reacting, pinning and marking unread, from the row to the server. */
import { screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { ANA } from "../../testing/people";
import { clientRoom, ownMessage, staffRoom, storedMessage } from "./messageFixtures";
import { answerMessages, composerBox, openRoomPane } from "./renderRoomPane";

const button = (name: RegExp | string) => screen.findByRole("button", { name });

describe("answering", () => {
  it("names the message above the composer and sends its id with the words, once", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [storedMessage(1)]);
    fake.onMutation(api.messages.send, () => new Promise(() => {}));
    await user.click(await button(/^Reply to/u));
    expect(screen.getByText("Answering Ana Ruiz")).toBeDefined();
    await vi.waitFor(() => expect(document.activeElement).toBe(composerBox()));
    await user.keyboard("Yes{Enter}");
    expect(fake.callsOf(api.messages.send)).toMatchObject([{ text: "Yes", quotedId: "message-1" }]);
    expect(screen.queryByText("Answering Ana Ruiz")).toBeNull();
    const row = screen.getAllByRole("article").at(-1)!;
    expect(within(row).getByRole("link").textContent).toBe("Ana RuizText 1");
  });

  it("is given up with Escape", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [storedMessage(1)]);
    await user.click(await button(/^Reply to/u));
    await user.type(composerBox(), "Yes{Escape}{Enter}");
    expect(fake.callsOf(api.messages.send)[0]).not.toHaveProperty("quotedId");
  });

  it("keeps the words when the message was deleted meanwhile", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [storedMessage(1)]);
    fake.onMutation(api.messages.send, async (args: { quotedId?: string }) => {
      if (args.quotedId !== undefined) throw new ConvexError({ code: "NOT_FOUND", message: "" });
    });
    await user.click(await button(/^Reply to/u));
    await user.type(composerBox(), "Yes{Enter}");
    await vi.waitFor(() => expect(fake.callsOf(api.messages.send)).toHaveLength(2));
    const [first, second] = fake.callsOf(api.messages.send);
    expect(second).toEqual({
      roomId: first?.["roomId"],
      text: "Yes",
      clientMessageId: first?.["clientMessageId"],
    });
  });

  it("shows an empty quote of a deleted message, which leads nowhere", () => {
    const quote = { ...storedMessage(1), author: "Ana Ruiz", mine: false, text: null };
    openRoomPane(clientRoom(), [ownMessage(2, { quote })]);
    expect(screen.getByText("The message was deleted")).toBeDefined();
    expect(screen.queryByRole("link", { name: /deleted/u })).toBeNull();
  });
});

describe("reactions", () => {
  const reactions = [{ emoji: "👍", mine: false, count: null }];

  it("are taken up and taken back with a press; a client sees no count", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [storedMessage(1, { reactions })]);
    const chip = await button("👍");
    expect(chip.getAttribute("aria-pressed")).toBe("false");
    await user.click(chip);
    answerMessages(fake, [storedMessage(1, { reactions: [{ ...reactions[0]!, mine: true }] })]);
    await user.click(await button("👍"));
    const about = { roomId: "room-acme", messageId: "message-1", emoji: "👍" };
    expect(fake.callsOf(api.reactions.set)).toEqual([
      { ...about, on: true },
      { ...about, on: false },
    ]);
  });

  it("are picked from six at hand; a refusal is told", async () => {
    const { user, fake } = openRoomPane(clientRoom(), [storedMessage(1)]);
    fake.onMutation(api.reactions.set, () =>
      Promise.reject(new ConvexError({ code: "ROOM_ARCHIVED", message: "" })),
    );
    await user.click(await button(/^React to/u));
    await user.click(await button("React with 🎉"));
    expect(fake.callsOf(api.reactions.set)).toMatchObject([{ emoji: "🎉", on: true }]);
    expect(await screen.findByText(/archived/u)).toBeDefined();
  });

  it("tell the team how many and, on demand, who", async () => {
    const counted = [{ emoji: "👍", mine: false, count: 2 }];
    const { user, fake } = openRoomPane(
      staffRoom(),
      [storedMessage(1, { reactions: counted })],
      ANA,
    );
    const asked = vi.fn(() => ["Carla Diaz", "Sam Oak"]);
    fake.answer(api.reactions.who, asked);
    const chip = await button("👍, 2");
    expect(asked).not.toHaveBeenCalled();
    await user.hover(chip);
    expect(await screen.findByText("Carla Diaz, Sam Oak")).toBeDefined();
  });
});

it("pinned messages stand under the header, all of them on demand; the team unpins there", async () => {
  const { user, fake } = openRoomPane(staffRoom(), [storedMessage(1)], ANA);
  const pinned = [2, 1].map((seq) => storedMessage(seq, { pinned: true, canPin: true }));
  fake.answer(api.pins.list, pinned);
  const bar = await screen.findByRole("region", { name: "Pinned messages" });
  expect(within(bar).getAllByRole("link")).toHaveLength(1);
  await user.click(within(bar).getByRole("button", { name: "2 pinned" }));
  await user.click(within(bar).getAllByRole("button", { name: "Unpin" })[1]!);
  expect(fake.callsOf(api.pins.set)).toEqual([
    { roomId: "room-acme", messageId: "message-1", pinned: false },
  ]);
});

it("marks unread from a message on, and says so", async () => {
  const { user, fake } = openRoomPane(clientRoom({ lastSeq: 1, readSeq: 1 }), [storedMessage(1)]);
  await user.click(await button(/^More for/u));
  expect(document.querySelector("[data-unread-line]")).toBeNull();
  await user.click(await screen.findByRole("menuitem", { name: "Mark unread from here" }));
  expect(document.querySelector("[data-unread-line]"), "above it at once").not.toBeNull();
  expect(fake.callsOf(api.readPositions.markUnread)).toEqual([{ roomId: "room-acme", seq: 1 }]);
  expect(await screen.findByText("Marked as unread")).toBeDefined();
});
