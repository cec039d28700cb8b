/** A room opened at one message (`?m=`). */
import { act, screen } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { api } from "../../../../convex/_generated/api";
import { ANA } from "../../../testing/people";
import { staffRoom, storedMessage } from "../messageFixtures";
import { composerBox, openRoomPane } from "../renderRoomPane";

const LAST = 500;
const latest = [storedMessage(LAST - 1), storedMessage(LAST)];

/** A room of 500 messages, asked for message 40; each page around it holds three. */
function openAt(messageId: string) {
  const room = staffRoom({ lastSeq: LAST, readSeq: LAST });
  const opened = openRoomPane(room, latest, ANA, `/?m=${messageId}`);
  opened.fake.answer(api.messages.locate, (args: { messageId: string }) => {
    if (args.messageId === "unknown") throw new ConvexError({ code: "NOT_FOUND", message: "" });
    return Number(args.messageId);
  });
  opened.fake.answer(api.messages.around, ({ seq, direction }: Record<string, number | string>) => {
    const step = direction === "older" ? -1 : 1;
    const from = Number(seq) + (step === 1 ? 1 : 0);
    const page = [0, 1, 2].map((offset) => storedMessage(from + step * offset));
    return { page, isDone: false, continueCursor: `${direction} ${seq}` };
  });
  return opened;
}

const shown = () =>
  screen.getAllByRole("article").map((row) => Number((row as HTMLElement).dataset["seq"]));

it("shows what stands around it, oldest first, with the focus on it and not the latest", async () => {
  openAt("40");
  await act(async () => {});
  expect(shown()).toEqual([38, 39, 40, 41, 42, 43]);
  expect((document.activeElement as HTMLElement).dataset["seq"]).toBe("40");
  expect(screen.getByText("Viewing older messages")).toBeDefined();
});

it("leads to the latest messages, and takes the message out of the address", async () => {
  const { user, address } = openAt("40");
  await act(async () => {});
  await user.click(screen.getByRole("button", { name: "Jump to latest" }));
  expect(shown()).toEqual([LAST - 1, LAST]);
  expect(address()).toBe("/");
  expect(screen.queryByText("Viewing older messages")).toBeNull();
});

it("shows the latest messages after sending, where the own one stands", async () => {
  const { fake, user } = openAt("40");
  fake.onMutation(api.messages.send, () => new Promise(() => {}));
  await act(async () => {});
  await user.type(composerBox(), "Hello{Enter}");
  expect(shown().slice(0, 2)).toEqual([LAST - 1, LAST]);
  expect(screen.getByText("Hello")).toBeDefined();
});

it("says kindly that a message is not there, and shows the room", async () => {
  const { user, address } = openAt("unknown");
  await act(async () => {});
  expect(screen.getByText("This message isn't here any more.")).toBeDefined();
  expect(shown()).toEqual([LAST - 1, LAST]);
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("This message isn't here any more.")).toBeNull();
  expect(address()).toBe("/");
});
