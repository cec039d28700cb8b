import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { Route, Routes } from "react-router";
import { api } from "../../../convex/_generated/api";
import type { StaffViewer } from "../auth/viewer";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { invitation } from "../../testing/staffPages";
import PortalPage from "./PortalPage";

const CARLA = {
  userId: "user-carla",
  name: "Carla Diaz",
  email: "carla@acme.example",
  state: "active",
  invitation: invitation({ state: "accepted" }),
};
const IVO = {
  userId: "user-ivo",
  name: "Ivo Lee",
  email: "ivo@acme.example",
  state: "invited",
  invitation: invitation({ expiresTime: Date.now() - 1 }),
};

function show(viewer: StaffViewer) {
  const fake = new FakeConvex().answer(api.portals.get, {
    portalId: "portal-acme",
    name: "Acme Ceramics",
    contacts: [CARLA, IVO],
    rooms: [{ roomId: "room-acme", name: "Acme – website", archived: false }],
    files: { bytes: 3 * 1024 ** 2, mostBytes: 10 * 1024 ** 3 },
  });
  const routes = (
    <Routes>
      <Route path="staff/portals/:portalId" element={<PortalPage />} />
    </Routes>
  );
  renderScreen(routes, { fake, viewer, path: "/staff/portals/portal-acme" });
  return { fake, user: userEvent.setup() };
}

it("lets every member of the team invite, resend and revoke, but not suspend (rows 24, 25)", async () => {
  show(SAM);
  expect(await screen.findByRole("button", { name: "Invite a contact" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send Ivo Lee's invitation again" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Revoke Ivo Lee's invitation" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Suspend/ })).toBeNull();
});

it("lets owner and admins suspend an active contact after a question, an invited one not at all", async () => {
  const { fake, user } = show(ANA);
  await user.click(await screen.findByRole("button", { name: "Suspend Carla Diaz" }));
  expect(screen.queryByRole("button", { name: "Suspend Ivo Lee" })).toBeNull();
  expect(fake.callsOf(api.team.suspend)).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  await waitFor(() => expect(fake.callsOf(api.team.suspend)).toEqual([{ userId: "user-carla" }]));
});

it("tells by its own clock that an invitation has expired", async () => {
  show(SAM);
  expect(await screen.findByText("Invitation expired")).toBeTruthy();
});

it("sends no invitation without a name and an address, and keeps the form when the server refuses", async () => {
  const { fake, user } = show(SAM);
  const message = "ivo@acme.example already has an account here.";
  fake.onMutation(api.invitations.inviteClient, () =>
    Promise.reject(new ConvexError({ code: "ALREADY_HERE", message })),
  );
  await user.click(await screen.findByRole("button", { name: "Invite a contact" }));
  const send = await screen.findByRole("button", { name: "Send invitation" });
  await user.click(send);
  expect(screen.getByText("Write their name.")).toBeTruthy();
  expect(fake.callsOf(api.invitations.inviteClient)).toEqual([]);
  await user.type(screen.getByLabelText("Name"), "Ivo Lee");
  await user.type(screen.getByLabelText("Email address"), "ivo@acme.example");
  await user.click(send);
  expect((await screen.findByRole("alert")).textContent).toContain(message);
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Ivo Lee");
});
