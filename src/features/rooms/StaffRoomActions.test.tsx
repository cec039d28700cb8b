import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, roomItem, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { StaffRoomActions } from "./StaffRoomActions";

const ROOM_ID = "room-acme" as Id<"rooms">;
const seat = (name: string, change = {}) => ({
  participantId: `seat-${name}`,
  userId: `user-${name}`,
  name,
  kind: "staff",
  portalName: null,
  state: "active",
  isCreator: false,
  isYou: false,
  ...change,
});
const CREATOR = seat("ana", { isCreator: true });
const EVERYBODY = [
  CREATOR,
  seat("sam"),
  seat("suspended-sue", { state: "suspended" }),
  seat("carla", { kind: "client", portalName: "Acme Ceramics" }),
];

type Role = "creator" | "admin" | "member";

async function openMenu(role: Role, seats = EVERYBODY) {
  const manages = role !== "member";
  const fake = new FakeConvex()
    .answer(api.rooms.list, [roomItem()])
    .answer(api.participants.list, { page: seats, isDone: true, continueCursor: "" })
    .answer(api.rooms.get, {
      kind: "staff",
      room: {
        roomId: ROOM_ID,
        name: "Acme – website",
        kind: "client",
        archived: false,
        createdTime: 0,
      },
      portalId: "portal-acme",
      participantCount: seats.length,
      clientCount: 1,
      creatorName: "Ana Ruiz",
      viewerIsCreator: role === "creator",
      can: {
        post: true,
        rename: manages,
        archive: manages,
        manageParticipants: role === "creator",
      },
      notify: { level: "all", untilTime: null },
      readSeq: 0,
      lastSeq: 0,
    });
  const { address } = renderScreen(<StaffRoomActions roomId={ROOM_ID} />, {
    fake,
    viewer: role === "creator" ? ANA : SAM,
    path: "/staff/rooms/room-acme",
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Room menu" }));
  const item = async (name: string) => {
    await user.click(await screen.findByRole("menuitem", { name }));
    return await screen.findByRole("dialog");
  };
  return { fake, user, address, item };
}

it.each(["creator", "admin"] as const)("lets the %s hand the room over (row 6)", async (role) => {
  const { fake, user, item } = await openMenu(role);
  const dialog = await item("Hand over…");
  expect(within(dialog).getByText(/adds and removes people from now on/)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Hand over" }));
  expect(fake.callsOf(api.rooms.handOver)).toEqual([]);
  await user.click(within(dialog).getByRole("combobox", { name: "New creator" }));
  const options = await screen.findAllByRole("option", { hidden: true });
  expect(options.map((option) => option.textContent)).toEqual(["sam"]);
  await user.click(options[0]!);
  await user.click(within(dialog).getByRole("button", { name: "Hand over" }));
  await waitFor(() =>
    expect(fake.callsOf(api.rooms.handOver)).toEqual([{ roomId: ROOM_ID, userId: "user-sam" }]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("offers handing over to nobody else", async () => {
  await openMenu("member");
  expect(await screen.findByRole("menuitem", { name: "Leave room" })).toBeTruthy();
  expect(screen.queryByRole("menuitem", { name: "Hand over…" })).toBeNull();
});

it("gives the focus back to its button when it closes, also the first time, when it was downloaded", async () => {
  const { user } = await openMenu("member");
  for (const nextKey of ["{Enter}", "x"]) {
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("menuitem"));
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole("button", { name: "Room menu" }));
    });
    await user.keyboard(nextKey);
  }
});

it("says so where no other active colleague is in the room", async () => {
  const { fake, user, item } = await openMenu("creator", [CREATOR, EVERYBODY[2]!, EVERYBODY[3]!]);
  const dialog = await item("Hand over…");
  expect(within(dialog).getByText(/there is no other one/)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Hand over" }));
  expect(fake.callsOf(api.rooms.handOver)).toEqual([]);
});

it("lets a colleague leave after a question, and shows the home page then (row 7)", async () => {
  const { fake, user, address, item } = await openMenu("member");
  const dialog = await item("Leave room");
  expect(within(dialog).getByText(/Only Ana Ruiz/)).toBeTruthy();
  expect(fake.callsOf(api.participants.leave)).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Leave" }));
  await waitFor(() => expect(address()).toBe("/staff"));
  expect(fake.callsOf(api.participants.leave)).toEqual([{ roomId: ROOM_ID }]);
});

it("stays in the room when leaving failed, and says why", async () => {
  const { fake, user, address, item } = await openMenu("member");
  fake.onMutation(api.participants.leave, () =>
    Promise.reject(new ConvexError({ code: "CREATOR_STAYS" })),
  );
  const dialog = await item("Leave room");
  await user.click(within(dialog).getByRole("button", { name: "Leave" }));
  expect(await within(dialog).findByRole("alert")).toBeTruthy();
  expect(address()).toBe("/staff/rooms/room-acme");
});

it("tells the creator to hand over first, and leads there", async () => {
  const { fake, user, item } = await openMenu("creator");
  const dialog = await item("Leave room");
  expect(within(dialog).getByText(/Hand it over to a colleague first/)).toBeTruthy();
  expect(within(dialog).queryByRole("button", { name: "Leave" })).toBeNull();
  await user.click(within(dialog).getByRole("button", { name: "Hand over…" }));
  expect(await screen.findByRole("dialog", { name: "Hand over “Acme – website”" })).toBeTruthy();
  expect(fake.callsOf(api.participants.leave)).toEqual([]);
});
