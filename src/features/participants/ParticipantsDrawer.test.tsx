import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import ParticipantsDrawer, { type StaffRoomDetails } from "./ParticipantsDrawer";

const SEATS = [
  {
    participantId: "p1",
    userId: "user-ana",
    name: "Ana Ruiz",
    kind: "staff",
    portalName: null,
    state: "active",
    isCreator: true,
    isYou: true,
  },
  {
    participantId: "p2",
    userId: "user-carla",
    name: "Carla Diaz",
    kind: "client",
    portalName: "Acme Ceramics",
    state: "active",
    isCreator: false,
    isYou: false,
  },
];
const DIRECTORY = {
  staff: [
    { userId: "user-ana", name: "Ana Ruiz", role: "owner", state: "active" },
    { userId: "user-sam", name: "Sam Oak", role: "member", state: "active" },
  ],
  portals: [
    {
      portalId: "acme",
      name: "Acme Ceramics",
      contacts: [
        { userId: "user-carla", name: "Carla Diaz", email: "carla@acme.example", state: "active" },
        { userId: "user-sara", name: "Sara Lund", email: "sara@acme.example", state: "invited" },
        { userId: "user-finn", name: "Finn Berg", email: "finn@acme.example", state: "suspended" },
      ],
    },
    {
      portalId: "baltic",
      name: "Baltic Law",
      contacts: [
        {
          userId: "user-omar",
          name: "Omar Haddad",
          email: "omar@balticlaw.example",
          state: "active",
        },
      ],
    },
  ],
};

function details(isCreator: boolean): StaffRoomDetails {
  return {
    kind: "staff",
    room: {
      roomId: "room-acme",
      name: "Acme – website",
      kind: "client",
      archived: false,
      createdTime: 0,
    },
    portalId: "portal-acme",
    participantCount: 2,
    clientCount: 1,
    creatorName: "Ana Ruiz",
    viewerIsCreator: isCreator,
    can: { post: true, rename: isCreator, manageParticipants: isCreator, archive: isCreator },
    notify: { level: "all", untilTime: null },
    readSeq: 0,
    lastSeq: 0,
  } as unknown as StaffRoomDetails;
}

const SARA_WAITS = [{ userId: "user-sara", name: "Sara Lund", portalName: "Acme Ceramics" }];

function show(isCreator: boolean, pending: typeof SARA_WAITS = []) {
  const fake = new FakeConvex()
    .answer(api.participants.list, { page: SEATS, isDone: true, continueCursor: "" })
    .answer(api.participants.pending, pending)
    .answer(api.users.directory, DIRECTORY);
  renderScreen(<ParticipantsDrawer details={details(isCreator)} onClose={vi.fn()} />, {
    fake,
    viewer: isCreator ? ANA : SAM,
  });
  return { fake, user: userEvent.setup() };
}

it("lets nobody but the creator add or remove, and says who can (R2)", async () => {
  show(false);
  expect(await screen.findByText("Carla Diaz")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add people" })).toBeNull();
  expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
  expect(screen.getByText(/Only Ana Ruiz, who created this room/)).toBeTruthy();
});

it("lets the creator remove others after a question, but not themselves", async () => {
  const { fake, user } = show(true);
  await user.click(await screen.findByRole("button", { name: "Remove Carla Diaz" }));
  expect(screen.queryByRole("button", { name: "Remove Ana Ruiz" })).toBeNull();
  const dialog = await screen.findByRole("dialog", { name: "Remove Carla Diaz from this room?" });
  expect(fake.callsOf(api.participants.remove)).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Remove" }));
  await waitFor(() =>
    expect(fake.callsOf(api.participants.remove)).toEqual([
      { roomId: "room-acme", userId: "user-carla" },
    ]),
  );
});

it("adds the people picked; those who sit there already can't be picked again", async () => {
  const { fake, user } = show(true);
  await user.click(await screen.findByRole("button", { name: "Add people" }));
  const carla = await screen.findByRole<HTMLInputElement>("checkbox", { name: /Carla Diaz/ });
  expect(carla.disabled).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: /Sam Oak/ }));
  await user.click(screen.getByRole("button", { name: "Add 1 person" }));
  await waitFor(() =>
    expect(fake.callsOf(api.participants.add)).toEqual([
      { roomId: "room-acme", userIds: ["user-sam"] },
    ]),
  );
});

it("asks before a second company comes into the room", async () => {
  const { fake, user } = show(true);
  await user.click(await screen.findByRole("button", { name: "Add people" }));
  await user.click(await screen.findByRole("checkbox", { name: /Omar Haddad/ }));
  const add = screen.getByRole<HTMLButtonElement>("button", { name: "Add 1 person" });
  expect(add.disabled).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: /one room/ }));
  await user.click(add);
  await waitFor(() => expect(fake.callsOf(api.participants.add)).toHaveLength(1));
});

it("adds the active ones first, then keeps seats for the invited; suspended ones can't be picked (R3)", async () => {
  const { fake, user } = show(true);
  await user.click(await screen.findByRole("button", { name: "Add people" }));
  const finn = await screen.findByRole<HTMLInputElement>("checkbox", { name: /Finn Berg/ });
  expect(finn.disabled).toBe(true);
  expect(screen.getByText("Suspended")).toBeTruthy();
  expect(screen.queryByText(/see nothing of this room/)).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: /Sara Lund/ }));
  expect(screen.getByText(/see nothing of this room/)).toBeTruthy();
  await user.click(screen.getByRole("checkbox", { name: /Sam Oak/ }));
  await user.click(screen.getByRole("button", { name: "Add 1 person, keep 1 seat" }));
  await waitFor(() =>
    expect(fake.calls).toEqual([
      { name: "participants:add", args: { roomId: "room-acme", userIds: ["user-sam"] } },
      { name: "participants:reserve", args: { roomId: "room-acme", userId: "user-sara" } },
    ]),
  );
});

it("keeps no seat when adding the active ones failed, and says why", async () => {
  const { fake, user } = show(true);
  fake.onMutation(api.participants.add, () =>
    Promise.reject(new ConvexError({ code: "ROOM_ARCHIVED" })),
  );
  await user.click(await screen.findByRole("button", { name: "Add people" }));
  await user.click(await screen.findByRole("checkbox", { name: /Sara Lund/ }));
  await user.click(screen.getByRole("checkbox", { name: /Sam Oak/ }));
  await user.click(screen.getByRole("button", { name: "Add 1 person, keep 1 seat" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/archived/);
  expect(fake.callsOf(api.participants.reserve)).toEqual([]);
});

it("asks before a seat is kept for somebody of a second company, counting those who wait", async () => {
  const { fake, user } = show(true, [
    { userId: "user-omar", name: "Omar Haddad", portalName: "Baltic Law" },
  ]);
  await user.click(await screen.findByRole("button", { name: "Add people" }));
  await user.click(await screen.findByRole("checkbox", { name: /Sara Lund/ }));
  const keep = screen.getByRole<HTMLButtonElement>("button", { name: "Keep 1 seat" });
  expect(keep.disabled).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: /one room/ }));
  await user.click(keep);
  await waitFor(() =>
    expect(fake.calls).toEqual([
      {
        name: "participants:reserve",
        args: { roomId: "room-acme", userId: "user-sara", confirmed: true },
      },
    ]),
  );
});

it("lets the creator give a kept seat up, and nobody pick its person again", async () => {
  const { fake, user } = show(true, SARA_WAITS);
  const waiting = await screen.findByRole("region", { name: "Waiting to join" });
  expect(within(waiting).getByText("Acme Ceramics")).toBeTruthy();
  await user.click(within(waiting).getByRole("button", { name: /seat kept for Sara Lund/ }));
  await waitFor(() =>
    expect(fake.callsOf(api.participants.unreserve)).toEqual([
      { roomId: "room-acme", userId: "user-sara" },
    ]),
  );
  await user.click(screen.getByRole("button", { name: "Add people" }));
  const sara = await screen.findByRole<HTMLInputElement>("checkbox", { name: /Sara Lund/ });
  expect(sara.disabled).toBe(true);
});

it("shows the rest of the team who waits, without a way to give the seat up", async () => {
  show(false, SARA_WAITS);
  const waiting = await screen.findByRole("region", { name: "Waiting to join" });
  expect(within(waiting).getByText("Sara Lund")).toBeTruthy();
  expect(within(waiting).queryByRole("button")).toBeNull();
});

it("has no such section while nobody waits", async () => {
  show(true);
  await screen.findByText("Carla Diaz");
  expect(screen.queryByRole("region", { name: "Waiting to join" })).toBeNull();
});
