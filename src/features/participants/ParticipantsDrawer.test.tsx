import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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
    participantCount: 2,
    creatorName: "Ana Ruiz",
    viewerIsCreator: isCreator,
    can: { post: true, rename: isCreator, manageParticipants: isCreator, archive: isCreator },
    muted: false,
    readSeq: 0,
    lastSeq: 0,
  } as unknown as StaffRoomDetails;
}

function show(isCreator: boolean) {
  const fake = new FakeConvex()
    .answer(api.participants.list, { page: SEATS, isDone: true, continueCursor: "" })
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
