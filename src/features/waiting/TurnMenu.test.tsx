import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { ANA } from "../../testing/people";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { TurnMenu } from "./TurnMenu";

const roomId = "room" as Id<"rooms">;
const clock = {
  hours: { start: 0, end: 24, days: [0, 1, 2, 3, 4, 5, 6] },
  timeZone: "UTC",
};

test("the room says whose turn it is since when, and lets the team say otherwise", async () => {
  const fake = new FakeConvex().answer(api.waiting.get, {
    state: "us",
    sinceTime: Date.now() - 35 * 60_000,
    clock,
  });
  renderScreen(<TurnMenu roomId={roomId} />, { fake, viewer: ANA });
  const user = userEvent.setup();
  const button = screen.getByRole("button", { name: /Waiting on us/ });
  expect(button.textContent).toContain("35 min");
  await user.click(button);
  await user.click(await screen.findByRole("menuitem", { name: "Done" }));
  expect(fake.callsOf(api.waiting.set)).toEqual([{ roomId, state: "done" }]);
});

test("nothing is said where nobody waits", () => {
  const fake = new FakeConvex().answer(api.waiting.get, null);
  renderScreen(<TurnMenu roomId={roomId} />, { fake, viewer: ANA });
  expect(screen.queryByRole("button")).toBeNull();
});
