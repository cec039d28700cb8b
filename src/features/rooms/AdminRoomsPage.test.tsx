import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import AdminRoomsPage from "./AdminRoomsPage";

const ROOM = {
  roomId: "room-acme",
  name: "Acme",
  kind: "client",
  archived: false,
  creatorName: "Sam Oak",
  participantCount: 4,
};

it("lets an owner without a seat hand a room over, without asking who is in it (rows 6, 8)", async () => {
  const fake = new FakeConvex();
  fake.answer(api.rooms.index, { page: [ROOM], isDone: true, continueCursor: "" });
  const member = { email: "x@firm.test", role: "member", isYou: false };
  fake.answer(api.team.list, [
    { ...member, userId: "user-theo", name: "Theo Lang", state: "active" },
    { ...member, userId: "user-sue", name: "Sue Gone", state: "suspended" },
  ]);
  fake.answer(api.participants.list, () => {
    throw new Error("not theirs to see");
  });
  const user = userEvent.setup();
  renderScreen(<AdminRoomsPage />, { fake, viewer: ANA });
  await user.click(await screen.findByRole("button", { name: "Hand over Acme" }));
  await user.click(await screen.findByRole("combobox", { name: "New creator" }));
  expect(screen.queryByRole("option", { name: "Sue Gone" })).toBeNull();
  await user.click(await screen.findByRole("option", { name: "Theo Lang" }));
  await user.click(screen.getByRole("button", { name: "Hand over" }));
  const handed = { roomId: "room-acme", userId: "user-theo" };
  await waitFor(() => expect(fake.callsOf(api.rooms.handOver)).toEqual([handed]));
});

it("shows a member neither rooms nor buttons", () => {
  renderScreen(<AdminRoomsPage />, { fake: new FakeConvex(), viewer: SAM });
  expect(screen.queryByRole("button", { name: /Hand over/ })).toBeNull();
});
