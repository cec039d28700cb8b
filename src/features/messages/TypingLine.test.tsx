import { act, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { renderScreen } from "../../testing/renderScreen";
import { TypingLine } from "./TypingLine";
import type { RoomId } from "./types";

const roomId = "room-acme" as RoomId;
const typing = (...names: string[]) => ({
  kind: "staff",
  people: names.map((name) => ({ userId: name, name, endTime: Date.now() + 5_000 })),
});

it("names who writes to staff, and is empty again when they stop", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fake = new FakeConvex().answer(api.typing.list, typing("Ana"));
  const { container } = renderScreen(<TypingLine roomId={roomId} firmName={null} />, { fake });
  expect(await screen.findByText("Ana is typing…")).toBeDefined();
  await act(async () => vi.advanceTimersByTime(5_100));
  expect(container.querySelector("p")?.textContent).toBe("");
  vi.useRealTimers();
});

it("speaks of two by name and of more without", async () => {
  const fake = new FakeConvex().answer(api.typing.list, typing("Ana", "Carla"));
  const two = renderScreen(<TypingLine roomId={roomId} firmName={null} />, { fake });
  expect(await screen.findByText("Ana and Carla are typing…")).toBeDefined();
  two.unmount();
  const more = new FakeConvex().answer(api.typing.list, typing("Ana", "Carla", "Sam"));
  renderScreen(<TypingLine roomId={roomId} firmName={null} />, { fake: more });
  expect(await screen.findByText("Several people are typing…")).toBeDefined();
});

it("tells a client the firm's name, and nothing of what ended before the room was opened", async () => {
  const fake = new FakeConvex().answer(api.typing.list, {
    kind: "client",
    endTime: Date.now() + 5_000,
  });
  const first = renderScreen(<TypingLine roomId={roomId} firmName="Northwind" />, { fake });
  expect(await screen.findByText("Northwind is typing…")).toBeDefined();
  first.unmount();
  const over = new FakeConvex().answer(api.typing.list, { kind: "client", endTime: 1 });
  renderScreen(<TypingLine roomId={roomId} firmName="Northwind" />, { fake: over });
  expect(screen.queryByText("Northwind is typing…")).toBeNull();
});

it("is empty once the message is there, and is not filled by somebody who stopped before", async () => {
  const fake = new FakeConvex().answer(api.typing.list, { kind: "client", endTime: 1 });
  const line = renderScreen(<TypingLine roomId={roomId} firmName="Northwind" />, { fake });
  const shown = () => line.container.querySelector("p")?.textContent;
  const answer = async (endTime: number) =>
    await act(async () => fake.answer(api.typing.list, { kind: "client", endTime }));
  await answer(20_000);
  expect(shown(), "whatever the device's clock says").toBe("Northwind is typing…");
  await answer(14_000);
  expect(shown()).toBe("");
  await answer(21_000);
  expect(shown()).toBe("Northwind is typing…");
});
