import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import type { StaffViewer } from "../auth/viewer";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { colleague, invitation } from "../../testing/staffPages";
import { renderScreen } from "../../testing/renderScreen";
import TeamPage from "./TeamPage";

const IVA = colleague({
  userId: "user-iva" as never,
  name: "Iva Novak",
  email: "iva@northwind.example",
  state: "invited",
});

function show(viewer: StaffViewer, roomCount = 0) {
  const fake = new FakeConvex()
    .answer(api.team.list, [colleague(), IVA])
    .answer(api.invitations.listStaff, [
      { ...IVA, userState: "invited", invitation: invitation({ delivery: "bounced" }) },
    ])
    .answer(api.team.roomsToHandOver, {
      count: roomCount,
      successors: [{ userId: "user-ana", name: "Ana Ruiz" }],
    });
  renderScreen(<TeamPage />, { fake, viewer });
  return { fake, user: userEvent.setup() };
}

async function openSuspension(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Actions for Sam Oak" }));
  await user.click(await screen.findByRole("menuitem", { name: "Suspend…" }));
  return await screen.findByRole("dialog", { name: "Suspend Sam Oak?" });
}

it("shows members the team without a single button for it", async () => {
  show(SAM);
  expect(await screen.findByText("Iva Novak")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

it("tells owner and admins that an invitation's email did not arrive, and lets them send it again", async () => {
  const { fake, user } = show(ANA);
  expect(await screen.findByText("Email not delivered")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send Iva Novak's invitation again" }));
  expect(await screen.findByText(/A new invitation is on its way to Iva Novak/)).toBeTruthy();
  expect(fake.callsOf(api.invitations.resend)).toEqual([{ invitationId: "invitation-1" }]);
});

it("asks who takes over before suspending somebody who created rooms", async () => {
  const { fake, user } = show(ANA, 3);
  const dialog = await openSuspension(user);
  expect(within(dialog).getByText(/created 3 rooms/)).toBeTruthy();
  expect(fake.callsOf(api.team.suspend)).toEqual([]);
  await user.click(within(dialog).getByRole("combobox", { name: "Who takes over?" }));
  await user.click(await screen.findByRole("option", { name: "Ana Ruiz" }));
  await user.click(within(dialog).getByRole("button", { name: "Suspend" }));
  await waitFor(() =>
    expect(fake.callsOf(api.team.suspend)).toEqual([
      { userId: "user-sam", successorId: "user-ana" },
    ]),
  );
});

it("names no successor unless one was chosen, and asks nothing where there are no rooms", async () => {
  const { fake, user } = show(ANA, 0);
  const dialog = await openSuspension(user);
  expect(within(dialog).queryByRole("combobox")).toBeNull();
  await user.click(within(dialog).getByRole("button", { name: "Suspend" }));
  await waitFor(() => expect(fake.callsOf(api.team.suspend)).toEqual([{ userId: "user-sam" }]));
});

it("says in words why the last owner stays, and keeps the question open", async () => {
  const { fake, user } = show(ANA, 0);
  fake.onMutation(api.team.suspend, () =>
    Promise.reject(new ConvexError({ code: "LAST_OWNER", message: "LAST_OWNER" })),
  );
  const dialog = await openSuspension(user);
  await user.click(within(dialog).getByRole("button", { name: "Suspend" }));
  expect((await within(dialog).findByRole("alert")).textContent).toContain("needs an owner");
});

it("erases nobody before their name was typed, and sends what was chosen about their messages", async () => {
  const { fake, user } = show(ANA, 0);
  await user.click(await screen.findByRole("button", { name: "Actions for Sam Oak" }));
  await user.click(await screen.findByRole("menuitem", { name: "Erase…" }));
  const dialog = await screen.findByRole("dialog", { name: "Erase Sam Oak for good?" });
  const submit = within(dialog).getByRole("button", { name: "Erase for good" });
  await user.type(within(dialog).getByRole("textbox"), "Sam");
  await user.click(submit);
  expect(fake.callsOf(api.erasures.start)).toEqual([]);
  await user.type(within(dialog).getByRole("textbox"), " Oak");
  await user.click(within(dialog).getByRole("radio", { name: "Are deleted, with their files" }));
  await user.click(submit);
  await waitFor(() =>
    expect(fake.callsOf(api.erasures.start)).toEqual([
      { userId: "user-sam", confirmedName: "Sam Oak", deletesMessages: true },
    ]),
  );
});
