import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { CARLA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import type { Viewer } from "../auth/viewer";
import { OutboxProvider } from "./outbox/OutboxProvider";
import { RoomPane } from "./RoomPane";
import type { MessageView, RoomDetails, RoomId } from "./types";

/** The room of the tests in this folder (see messageFixtures). */
export const ROOM = "room-acme" as RoomId;

/** Lets the backend of a test hold these messages (oldest first), as one whole page. */
export function answerMessages(fake: FakeConvex, messages: MessageView[]): void {
  fake.answer(api.messages.list, { page: messages.toReversed(), isDone: true, continueCursor: "" });
}

/** For tests: the chat pane as `viewer` (Carla, unless told otherwise) sees it, over a fake backend. */
export function openRoomPane(
  details: RoomDetails,
  messages: MessageView[],
  viewer: Viewer = CARLA,
  path = "/",
) {
  const fake = new FakeConvex();
  fake.answer(api.rooms.get, details);
  fake.answer(api.pins.list, []);
  answerMessages(fake, messages);
  const onLostAccess = vi.fn();
  const rendered = renderScreen(
    <OutboxProvider viewerEmail={viewer.email}>
      <RoomPane roomId={ROOM} onLostAccess={onLostAccess} />
    </OutboxProvider>,
    { fake, viewer, path },
  );
  return { fake, onLostAccess, user: userEvent.setup(), ...rendered };
}

/** The box that messages are written in. */
export function composerBox(): HTMLElement {
  return screen.getByRole("textbox", { name: "Message to Acme" });
}
