import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import CreateRoomDialog from "./CreateRoomDialog";

const DIRECTORY = {
  staff: [
    { userId: "user-ana", name: "Ana Ruiz", role: "owner", state: "active" },
    { userId: "user-sam", name: "Sam Oak", role: "member", state: "active" },
  ],
  portals: [
    {
      portalId: "portal-acme",
      name: "Acme Ceramics",
      contacts: [
        { userId: "user-carla", name: "Carla Diaz", email: "carla@acme.example", state: "active" },
        { userId: "user-ivo", name: "Ivo Lee", email: "ivo@acme.example", state: "invited" },
      ],
    },
  ],
};

function show() {
  const fake = new FakeConvex().answer(api.users.directory, DIRECTORY);
  const onClose = vi.fn();
  const rendered = renderScreen(<CreateRoomDialog onClose={onClose} />, {
    fake,
    viewer: ANA,
    path: "/staff",
  });
  return { fake, onClose, ...rendered, user: userEvent.setup() };
}

it("creates the room with the client's name and the people picked, and opens it", async () => {
  const { fake, user, onClose, address } = show();
  fake.onMutation(api.rooms.create, () => Promise.resolve("room-new"));
  await user.click(screen.getByRole("combobox", { name: "Client" }));
  await user.click(await screen.findByRole("option", { name: "Acme Ceramics" }));
  await user.click(screen.getByRole("checkbox", { name: /Carla Diaz/ }));
  await user.click(screen.getByRole("button", { name: "Create room" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(fake.callsOf(api.rooms.create)).toEqual([
    {
      name: "Acme Ceramics",
      kind: "client",
      portalId: "portal-acme",
      participantIds: ["user-carla"],
    },
  ]);
  await waitFor(() => expect(address()).toBe("/staff/rooms/room-new"));
});

it("keeps a seat for an invited contact instead of seating them (R3), and makes one room only", async () => {
  const { fake, user, onClose } = show();
  fake.onMutation(api.rooms.create, () => Promise.resolve("room-new"));
  fake.onMutation(api.participants.reserve, () =>
    Promise.reject(new ConvexError({ code: "RATE_LIMITED", message: "Wait a moment." })),
  );
  await user.click(screen.getByRole("combobox", { name: "Client" }));
  await user.click(await screen.findByRole("option", { name: "Acme Ceramics" }));
  await user.click(screen.getByRole("checkbox", { name: /Ivo Lee/ }));
  await user.click(screen.getByRole("button", { name: "Create room" }));
  expect((await screen.findByRole("alert")).textContent).toContain("That was a lot at once");
  expect(onClose).not.toHaveBeenCalled();
  fake.onMutation(api.participants.reserve, () => Promise.resolve(null));
  await user.click(screen.getByRole("button", { name: "Create room" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(fake.callsOf(api.rooms.create)).toMatchObject([{ participantIds: [] }]);
  expect(fake.callsOf(api.participants.reserve).at(-1)).toEqual({
    roomId: "room-new",
    userId: "user-ivo",
  });
});

it("shows the contacts of the client that was picked first", async () => {
  const { user } = show();
  const names = () =>
    screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent);
  expect(names()[0]).toContain("Sam Oak");
  await user.click(screen.getByRole("combobox", { name: "Client" }));
  await user.click(await screen.findByRole("option", { name: "Acme Ceramics" }));
  expect(names()[0]).toContain("Carla Diaz");
});

it("never offers the viewer, who is in the room anyway (R2)", () => {
  show();
  expect(screen.queryByRole("checkbox", { name: /Ana Ruiz/ })).toBeNull();
});

it("offers no client for an internal room (R9)", async () => {
  const { user } = show();
  await user.click(screen.getByRole("radio", { name: /Internal room/ }));
  expect(screen.queryByRole("checkbox", { name: /Carla Diaz/ })).toBeNull();
  expect(screen.queryByRole("combobox", { name: "Client" })).toBeNull();
  expect(screen.getByRole("checkbox", { name: /Sam Oak/ })).toBeTruthy();
});

it("sends nothing while something is missing, and says what", async () => {
  const { fake, user } = show();
  await user.click(screen.getByRole("button", { name: "Create room" }));
  expect(fake.callsOf(api.rooms.create)).toEqual([]);
  expect(screen.getByText("Give the room a name.")).toBeTruthy();
  expect(screen.getByText("Pick the client that this room is for.")).toBeTruthy();
});

it("stays open with the server's sentence when it refuses", async () => {
  const { fake, user, onClose } = show();
  const message = "Carla Diaz has no active account yet.";
  fake.onMutation(api.rooms.create, () =>
    Promise.reject(new ConvexError({ code: "PARTICIPANT_NOT_ACTIVE", message })),
  );
  await user.click(screen.getByRole("radio", { name: /Announcements/ }));
  await user.type(screen.getByRole("textbox", { name: "Name" }), "News");
  await user.click(screen.getByRole("button", { name: "Create room" }));
  expect((await screen.findByRole("alert")).textContent).toContain(message);
  expect(onClose).not.toHaveBeenCalled();
});
