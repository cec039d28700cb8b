import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { readStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { OutboxProvider } from "../messages/outbox/OutboxProvider";
import { OutboxStore } from "../messages/outbox/outboxStore";
import { AccountMenu } from "../profile/AccountMenu";

function storeDraft(email: string) {
  const key = viewerStorageKey(email, "draft", "room-acme");
  writeStored(key, "Dear Carla");
  return key;
}

async function pressSignOut(fake = new FakeConvex()) {
  const { address } = renderScreen(
    <OutboxProvider viewerEmail={ANA.email}>
      <AccountMenu shell="staff" />
    </OutboxProvider>,
    { fake, viewer: ANA, path: "/staff" },
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: /Your account/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  return { address, user };
}

it("signs out without a question where nothing would be lost; another person's draft is not ours", async () => {
  const others = storeDraft(SAM.email);
  const { address } = await pressSignOut();
  await waitFor(() => expect(address()).toBe("/sign-in"));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(readStored(others)).toBe("Dear Carla");
});

it("asks before it deletes this person's drafts, and leaves another's alone", async () => {
  const mine = storeDraft(ANA.email);
  const others = storeDraft(SAM.email);
  const { address, user } = await pressSignOut();
  const dialog = await screen.findByRole("dialog", { name: /Sign out and delete/ });
  expect(within(dialog).getByText(/^1 draft on this device/)).toBeTruthy();
  expect(readStored(mine)).toBe("Dear Carla");
  expect(address()).toBe("/staff");
  await user.click(within(dialog).getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(address()).toBe("/sign-in"));
  expect(readStored(mine)).toBeNull();
  expect(readStored(others)).toBe("Dear Carla");
});

it("names messages that the server has not got, and keeps them when the person stays", async () => {
  new OutboxStore(ANA.email).add("room-acme", "On its way");
  const fake = new FakeConvex().onMutation(api.messages.send, () => new Promise(() => {}));
  const { address, user } = await pressSignOut(fake);
  const dialog = await screen.findByRole("dialog", { name: /Sign out and delete/ });
  expect(within(dialog).getByText(/^1 unsent message on this device/)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(address()).toBe("/staff");
  expect(new OutboxStore(ANA.email).entries).toHaveLength(1);
});
