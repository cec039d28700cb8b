import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeConvex } from "../testing/fakeConvex";
import { renderScreen } from "../testing/renderScreen";
import { OfflineBanner } from "./OfflineBanner";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
function pass(ms: number): void {
  act(() => void vi.advanceTimersByTime(ms));
}
const text = () => screen.getByRole("status").textContent;

function show() {
  const fake = new FakeConvex();
  renderScreen(<OfflineBanner />, { fake });
  return (isConnected: boolean): void => {
    act(() => fake.setConnected(isConnected));
  };
}

it("says nothing of a connection that is back within 5 s", () => {
  const connect = show();
  connect(false);
  pass(4_900);
  expect(text()).toBe("");
  connect(true);
  pass(10_000);
  expect(text()).toBe("");
});

it("says after 5 s that messages will wait, and for 2 s that it is back", () => {
  const connect = show();
  connect(false);
  pass(5_000);
  expect(text()).toContain("Offline");
  connect(true);
  expect(text()).toContain("Back online");
  pass(2_000);
  expect(text()).toBe("");
});

it("believes the browser that the network is gone while the socket still looks connected", () => {
  const connect = show();
  connect(true);
  const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const host = vi.spyOn(window.location, "hostname", "get").mockReturnValue("chat.example");
  act(() => void window.dispatchEvent(new Event("offline")));
  pass(5_000);
  expect(text()).toContain("Offline");
  onLine.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("online")));
  expect(text()).toContain("Back online");
  pass(2_000);
  // A server on this computer is there without any network.
  host.mockReturnValue("localhost");
  onLine.mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event("offline")));
  pass(60_000);
  expect(text()).toBe("");
});
