import { render, screen } from "@testing-library/react";
import { MantineProvider } from "@mantine/core";
import { expect, it, vi } from "vitest";
import { staffRoom } from "../messages/messageFixtures";
import { PeopleButton } from "./PeopleButton";

type Details = ReturnType<typeof staffRoom>;

function nameWhen(changes: Partial<Details>): string | null {
  const details = { ...staffRoom(), ...changes };
  const { unmount } = render(
    <MantineProvider env="test">
      <PeopleButton details={details} onClick={vi.fn()} />
    </MantineProvider>,
  );
  const name = screen.getByRole("button").getAttribute("aria-label");
  unmount();
  return name;
}

const mayNotAdd = { ...staffRoom().can, manageParticipants: false };

it("asks whoever may add people to add some while no client sits in a client room", () => {
  expect(nameWhen({ clientCount: 0 })).toBe("Add people");
});

it("says how many are there otherwise: with a client, to others, in an internal or archived room", () => {
  const { room } = staffRoom();
  expect(nameWhen({})).toBe("Participants: 4");
  expect(nameWhen({ clientCount: 0, can: mayNotAdd })).toBe("Participants: 4");
  const elsewhere: Partial<Details["room"]>[] = [{ kind: "internal" }, { archived: true }];
  for (const other of elsewhere) {
    expect(nameWhen({ clientCount: 0, room: { ...room, ...other } })).toBe("Participants: 4");
  }
});
