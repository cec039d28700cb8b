import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { readStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import { FakeConvex } from "../../testing/fakeConvex";
import { ANA, SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { useSignOut } from "./useSignOut";

function SignOutButton() {
  const signOut = useSignOut();
  return <button onClick={() => void signOut()}>out</button>;
}

it("removes this person's drafts from the device, not another's, and goes to the sign-in page", async () => {
  const mine = viewerStorageKey(ANA.email, "draft", "room-acme");
  const others = viewerStorageKey(SAM.email, "draft", "room-acme");
  writeStored(mine, "Dear Carla");
  writeStored(others, "Dear Carla, too");
  const { address } = renderScreen(<SignOutButton />, {
    fake: new FakeConvex(),
    viewer: ANA,
    path: "/staff",
  });
  await userEvent.click(screen.getByRole("button"));
  await waitFor(() => expect(address()).toBe("/sign-in"));
  expect(readStored(mine)).toBeNull();
  expect(readStored(others)).toBe("Dear Carla, too");
});
