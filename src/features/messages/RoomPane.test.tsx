import { act, screen, within } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { ANA, CARLA } from "../../testing/people";
import { writeDraft } from "./drafts";
import { clientRoom, ownMessage, staffRoom, storedMessage } from "./messageFixtures";
import { answerMessages, composerBox as box, openRoomPane as open, ROOM } from "./renderRoomPane";

const rowNames = () => screen.getAllByRole("article").map((row) => row.getAttribute("aria-label"));

describe("the header", () => {
  it("tells staff the number of participants", () => {
    open(staffRoom(), [], ANA);
    expect(screen.getByRole("heading", { name: "Acme" })).toBeDefined();
    expect(screen.getByText("4 participants")).toBeDefined();
  });

  it("tells a client the room's name and nothing about others (R5)", () => {
    open(clientRoom(), []);
    expect(screen.getByRole("heading", { name: "Acme" })).toBeDefined();
    expect(document.body.textContent).not.toMatch(/participant|created by/iu);
  });
});

describe("sending", () => {
  it("shows the message at once and keeps its very DOM node when the server confirms it", async () => {
    const { fake, user } = open(clientRoom(), [storedMessage(1)]);
    let confirm = () => {};
    const answer = new Promise<void>((resolve) => (confirm = resolve));
    fake.onMutation(api.messages.send, () => answer);
    await user.type(box(), "Hello{Enter}");
    const row = screen.getByText("Hello").closest("article");
    expect(within(row!).getByText("Sending")).toBeDefined();
    const sent = fake.callsOf(api.messages.send)[0];
    expect(sent).toMatchObject({ roomId: ROOM, text: "Hello" });

    const clientMessageId = sent?.["clientMessageId"] as string;
    const stored = ownMessage(2, { text: "Hello", clientMessageId });
    act(() => answerMessages(fake, [storedMessage(1), stored]));
    await act(async () => confirm());
    expect(screen.getByText("Hello").closest("article")).toBe(row);
    expect(within(row!).getByText("Sent")).toBeDefined();
    expect(screen.getAllByText("Hello")).toHaveLength(1);
  });

  it("sends after a reload what was not confirmed before, under the same id", async () => {
    const first = open(clientRoom(), []);
    first.fake.onMutation(api.messages.send, () => new Promise(() => {}));
    await first.user.type(box(), "Hello{Enter}");
    first.unmount();
    const second = open(clientRoom(), []);
    expect(screen.getByText("Hello")).toBeDefined();
    expect(second.fake.callsOf(api.messages.send)).toEqual(first.fake.callsOf(api.messages.send));
  });

  it("keeps a failed message with a way to edit it", async () => {
    const { fake, user } = open(clientRoom(), []);
    fake.onMutation(api.messages.send, () => Promise.reject(new Error("Server Error")));
    await user.type(box(), "Hello{Enter}");
    await screen.findByRole("alert");
    await user.type(box(), "and more");
    await user.click(screen.getByRole("button", { name: "Edit" }));
    expect(box()).toHaveProperty("value", "Hello\nand more");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("explains a refusal and does not send again", async () => {
    const { fake, user } = open(clientRoom(), []);
    fake.onMutation(api.messages.send, () =>
      Promise.reject(new ConvexError({ code: "ROOM_ARCHIVED", message: "" })),
    );
    await user.type(box(), "Hello{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("This room was archived.");
    expect(fake.callsOf(api.messages.send)).toHaveLength(1);
  });
});

describe("the unread line", () => {
  it("stays where it was while more arrives and the read position moves", () => {
    const messages = [storedMessage(1), storedMessage(2), storedMessage(3)];
    const { fake } = open(clientRoom({ readSeq: 1, lastSeq: 3 }), messages);
    const lineIndex = () =>
      [...screen.getByRole("log").children].findIndex((row) => row.matches("[data-unread-line]"));
    const before = lineIndex();
    expect(screen.getByText("2 new messages")).toBeDefined();
    act(() => {
      fake.answer(api.rooms.get, clientRoom({ readSeq: 4, lastSeq: 4 }));
      answerMessages(fake, [...messages, storedMessage(4)]);
    });
    expect(rowNames()).toHaveLength(4);
    expect(lineIndex()).toBe(before);
    expect(screen.getByText("2 new messages")).toBeDefined();
  });

  it("is not there when nothing was unread", () => {
    open(clientRoom({ readSeq: 3, lastSeq: 3 }), [storedMessage(3)]);
    expect(document.querySelector("[data-unread-line]")).toBeNull();
  });
});

describe("the live region", () => {
  const said = () => document.querySelector("output")?.textContent?.trim();

  it("speaks of what others write after the opening, not of history or own messages", () => {
    const { fake } = open(clientRoom({ lastSeq: 2 }), [storedMessage(1), storedMessage(2)]);
    expect(said()).toBe("");
    act(() => answerMessages(fake, [storedMessage(1), storedMessage(2), ownMessage(3)]));
    expect(said()).toBe("");
    act(() =>
      answerMessages(fake, [storedMessage(1), storedMessage(2), ownMessage(3), storedMessage(4)]),
    );
    expect(said()).toBe("New message from Ana Ruiz");
  });
});

describe("a room where nobody may write", () => {
  it("says that an archived room is closed, and keeps the draft", () => {
    writeDraft(CARLA.email, ROOM, "Half a thought");
    open(clientRoom({ archived: true }), [storedMessage(1)]);
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText(/This room is archived/u)).toBeDefined();
    expect(screen.getByText("Half a thought")).toBeDefined();
  });

  it("says to a client who may post in an announcement room", () => {
    open(clientRoom({ kind: "announcement" }), [storedMessage(1)]);
    expect(screen.getByText("Only the Northwind Studio team can post here.")).toBeDefined();
  });
});

describe("access lost while the room is open", () => {
  it("says so, keeps what was being typed, and comes back with the access", async () => {
    const { fake, user, onLostAccess } = open(clientRoom(), [storedMessage(1)]);
    await user.type(box(), "Half a thought");
    const gone = () => {
      throw new ConvexError({ code: "NOT_FOUND", message: "" });
    };
    act(() => {
      fake.answer(api.rooms.get, gone);
      fake.answer(api.messages.list, gone);
    });
    expect(screen.getByText("This room is no longer open to you")).toBeDefined();
    expect(screen.queryByText("Text 1")).toBeNull();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText("Half a thought")).toBeDefined();
    expect(onLostAccess).toHaveBeenCalledTimes(1);
    act(() => {
      fake.answer(api.rooms.get, clientRoom());
      answerMessages(fake, [storedMessage(1)]);
    });
    expect(box()).toHaveProperty("value", "Half a thought");
  });
});

it("tells in an empty room what to do", () => {
  open(clientRoom(), []);
  expect(screen.getByText("Send a message to start the conversation.")).toBeDefined();
});

it("keeps a failed message that can't be edited any more, and offers its text", async () => {
  const { fake, user } = open(clientRoom(), []);
  fake.onMutation(api.messages.send, () => Promise.reject(new Error("Server Error")));
  await user.type(box(), "Hello{Enter}");
  await screen.findByRole("alert");
  act(() => void fake.answer(api.rooms.get, clientRoom({ archived: true })));
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
  expect(screen.getByRole("button", { name: "Copy text" })).toBeDefined();
  expect(screen.getByText("Hello")).toBeDefined();
});
