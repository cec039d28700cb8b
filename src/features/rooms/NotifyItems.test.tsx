import { Menu } from "@mantine/core";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FakeConvex } from "../../testing/fakeConvex";
import { SAM } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import { isOff, type Notify } from "./notify";
import { NotifyItems } from "./NotifyItems";

const roomId = "room-acme" as Id<"rooms">;
const HOUR_MS = 3_600_000;

function show(notify: Notify) {
  const fake = new FakeConvex();
  renderScreen(
    <Menu opened>
      <Menu.Target>
        <button type="button">Room menu</button>
      </Menu.Target>
      <Menu.Dropdown>
        <NotifyItems roomId={roomId} notify={notify} />
      </Menu.Dropdown>
    </Menu>,
    { fake, viewer: SAM },
  );
  const chosen = async () =>
    (await screen.findAllByRole("menuitemradio", { hidden: true }))
      .filter((item) => item.getAttribute("aria-checked") === "true")
      .map((item) => item.textContent);
  return { fake, chosen, user: userEvent.setup() };
}

it.each([
  ["all", /^All messages/],
  ["mentions", /^Mentions only/],
  ["off", /^MutedNo/],
] as const)("marks the level %s as chosen, and no other", async (level, name) => {
  const { chosen } = show({ level, untilTime: null });
  expect(await chosen()).toEqual([expect.stringMatching(name)]);
});

it("sets the level that is chosen", async () => {
  const { fake, user } = show({ level: "all", untilTime: null });
  await user.click(
    await screen.findByRole("menuitemradio", { name: /^Mentions only/, hidden: true }),
  );
  expect(fake.callsOf(api.participants.setNotify)).toEqual([{ roomId, level: "mentions" }]);
});

it("pauses until tomorrow, after which the level of before holds", async () => {
  const { fake, user } = show({ level: "mentions", untilTime: null });
  await user.click(
    await screen.findByRole("menuitemradio", { name: /^Muted until/, hidden: true }),
  );
  expect(fake.callsOf(api.participants.setNotify)).toEqual([
    { roomId, level: "mentions", untilMorning: true },
  ]);
});

it("shows a pause while it lasts, and the level once it is over", async () => {
  expect(await show({ level: "all", untilTime: Date.now() + HOUR_MS }).chosen()).toEqual([
    expect.stringMatching(/^Muted until \d/),
  ]);
  const over = { level: "all" as const, untilTime: 1_000 };
  expect(isOff(over, 999)).toBe(true);
  expect(isOff(over, 1_000)).toBe(false);
});
