/** The search page: hits by room, keys, recent searches, and what it says without hits. */
import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { api } from "../../../convex/_generated/api";
import { FakeConvex } from "../../testing/fakeConvex";
import { CARLA } from "../../testing/people";
import { renderScreen } from "../../testing/renderScreen";
import SearchPage from "./SearchPage";
import type { SearchResults } from "./useSearch";

const room = { roomId: "room-1", name: "Acme", kind: "client", archived: true };
const hit = (seq: number, text: string) => ({
  messageId: `message-${seq}`,
  noteId: null,
  seq,
  time: Date.UTC(2026, 4, 13, 12),
  source: "app",
  author: { name: "Ana Ruiz", side: "staff", mine: false, company: null },
  snippet: [
    { text: `${text} `, isHit: false },
    { text: "kiln", isHit: true },
  ],
});
const RESULTS = {
  rooms: [],
  groups: [{ room, hits: [hit(7, "the"), hit(3, "a")], hasMore: true }],
  cursor: "older",
} as unknown as SearchResults;
const NONE = { rooms: [], groups: [], cursor: null };

/** Answers each search that was begun by what was wished for; `answer` may refuse to begin one. */
function answerSearches(fake: FakeConvex, answer: unknown): void {
  const found: unknown[] = [];
  fake.onMutation(api.search.begin, (wish) => {
    found.push(typeof answer === "function" ? answer(wish) : answer);
    return Promise.resolve(String(found.length - 1));
  });
  fake.answer(api.search.messages, ({ searchId }: { searchId: string }) => found[Number(searchId)]);
}

function open(answer: unknown, path = "/search") {
  const fake = new FakeConvex();
  answerSearches(fake, answer);
  const paths = {
    room: (roomId: string) => `/rooms/${roomId}`,
    note: (roomId: string, noteId: string) => `/rooms/${roomId}?n=${noteId}`,
    message: (roomId: string, messageId: string) => `/rooms/${roomId}?m=${messageId}`,
  };
  const rendered = renderScreen(<SearchPage paths={paths} />, { fake, path, viewer: CARLA });
  return { ...rendered, fake, user: userEvent.setup() };
}
const box = () => screen.getByRole("searchbox");
const links = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

it("shows hits by room with the words marked, archived rooms named so, each a way into its context", async () => {
  const { user, address } = open(RESULTS);
  await user.type(box(), "kiln");
  const marks = await screen.findAllByText("kiln", { selector: "mark" });
  expect(marks).toHaveLength(2);
  expect(screen.getByRole("heading", { name: /Acme/ }).textContent).toContain("Archived");
  expect(links()).toEqual(["/rooms/room-1?m=message-7", "/rooms/room-1?m=message-3"]);
  expect(address()).toBe("/search?q=kiln");
});

it("marks a note as the team's, and leads to its place", async () => {
  const note = { ...hit(1, "a"), messageId: null, noteId: "note-1" };
  open({ ...NONE, groups: [{ room, hits: [note], hasMore: false }] }, "/search?q=kiln");
  const link = await screen.findByRole("link", { name: /Team only/ });
  expect(link.getAttribute("href")).toBe("/rooms/room-1?n=note-1");
});

it("is walked through with the arrow keys, and Escape leads back to the box", async () => {
  const { user } = open(RESULTS, "/search?q=kiln");
  await screen.findAllByRole("link");
  await user.click(box());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.activeElement?.getAttribute("href")).toBe("/rooms/room-1?m=message-3");
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(box());
});

it("goes on with older rooms, and with all hits of one room", async () => {
  const { user } = open(({ cursor, roomId }: Record<string, unknown>) => {
    if (roomId !== undefined) return { ...NONE, groups: [{ room, hits: [hit(1, "all")] }] };
    const older = { ...room, roomId: "room-2", name: "Older" };
    if (cursor === null) return RESULTS;
    return { ...NONE, groups: [{ room: older, hits: [hit(2, "old")], hasMore: false }] };
  }, "/search?q=kiln");
  await user.click(await screen.findByRole("button", { name: "Search older rooms" }));
  expect(await screen.findByRole("heading", { name: /Older/ })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Search older rooms" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "More from this room" }));
  expect(await screen.findByText(/^all/)).toBeDefined();
});

it("says that nothing matches, where it looked, and how to start over", async () => {
  const { user, address } = open(NONE, "/search?q=kiln");
  expect(await screen.findByText("No messages match “kiln”.")).toBeDefined();
  await user.click(screen.getAllByRole("button", { name: "Clear the search" })[1]!);
  expect(address()).toBe("/search");
});

it("takes a filter out and puts one in", async () => {
  const { user, address } = open(NONE, "/search?q=kiln+from:anna");
  await user.click(screen.getByRole("button", { name: "Remove the filter “From anna”" }));
  expect(address()).toBe("/search?q=kiln");
  await user.click(screen.getByRole("button", { name: "With a link" }));
  expect(address()).toContain("has%3Alink");
});

it("remembers searches on this device until they are cleared", async () => {
  const first = open(RESULTS, "/search?q=kiln");
  await first.user.type(box(), "{Enter}");
  first.unmount();
  const { user, address } = open(RESULTS);
  await user.click(screen.getByRole("button", { name: "kiln" }));
  expect(address()).toBe("/search?q=kiln");
  await user.clear(box());
  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.queryByRole("button", { name: "kiln" })).toBeNull();
});

it("explains a refused search, says when to go on, and tries again", async () => {
  let isRefused = true;
  const { user } = open(() => {
    if (isRefused) throw new ConvexError({ code: "RATE_LIMITED", message: "", retryAfter: 2_000 });
    return RESULTS;
  }, "/search?q=kiln");
  await screen.findByText(/Try again in 2 seconds/);
  isRefused = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findAllByRole("link")).toHaveLength(2);
});

it("keeps what it found when going on is refused, and says so", async () => {
  const { user } = open(({ cursor }: Record<string, unknown>) => {
    if (cursor === null) return RESULTS;
    throw new ConvexError({ code: "RATE_LIMITED", message: "", retryAfter: 2_000 });
  }, "/search?q=kiln");
  await user.click(await screen.findByRole("button", { name: "Search older rooms" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Try again in 2 seconds");
  expect(screen.getAllByRole("link")).toHaveLength(2);
});

it("puts the day picked in the calendar into the box", async () => {
  const { user } = open(NONE, "/search?q=kiln");
  const day = document.querySelector<HTMLInputElement>("input[type=date]")!;
  day.showPicker = () => fireEvent.change(day, { target: { value: "2026-05-03" } });
  await user.click(screen.getByRole("button", { name: "Since a day" }));
  expect(screen.getByDisplayValue("kiln after:2026-05-03")).toBe(box());
  expect(screen.getByRole("button", { name: /Since 3 May 2026/ })).toBeDefined();
});

it("says what to write behind a filter without a value, and does not look for its name", async () => {
  const { user, fake } = open(NONE, "/search?q=kiln");
  await screen.findByText("No messages match “kiln”.");
  await user.click(screen.getByRole("button", { name: "From somebody" }));
  expect(screen.getByText(/Write a name, or a part of it/)).toBeDefined();
  await user.type(box(), "anna");
  expect(screen.queryByText(/Write a name/)).toBeNull();
  const texts = fake.callsOf(api.search.begin).map((wish) => (wish as { text: string }).text);
  expect(new Set(texts)).toEqual(new Set(["kiln"]));
});
