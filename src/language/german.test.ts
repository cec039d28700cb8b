/** The German catalogue beside the English one: what the compiler can't see of it. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { messageStrings } from "../features/messages/messageStrings";
import { participantStrings } from "../features/participants/participantStrings";
import { searchStrings } from "../features/search/searchStrings";
import { strings } from "../lib/strings";
import { german } from "./german";
import { speak } from "./language";

const modules = import.meta.glob<Record<string, unknown>>(
  ["../**/*Strings.ts", "../lib/strings.ts"],
  { eager: true },
);
/** Every live object of sentences by its name; English here, since nothing else was spoken yet. */
const english = Object.assign({}, ...Object.values(modules)) as Record<string, unknown>;

/** Words that both languages share, and texts that are signs or values. */
const SAME = new Set(
  (
    "Anteroom Team Name System Admin Portal Text Code Details Logo Status Start Online Offline Link PNG SPF DKIM DMARC " +
    "Alt Ctrl Esc K F B I E / ↑ ↓ @ ? @team team"
  ).split(" "),
);
const SIGNS = new Set(["", "- ", "1. ", "> "]);

type Leaf = { path: string; text: string | null; takes: number };

/** All texts and functions of an object, with where they are. */
function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value === "string") return [{ path, text: value, takes: 0 }];
  if (typeof value === "function") return [{ path, text: null, takes: value.length }];
  return Object.entries(value as object).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}

const pairs = Object.entries(german).map(([name, words]) => {
  const parts = words as Record<string, unknown>;
  const twin =
    english[name] ?? Object.fromEntries(Object.keys(parts).map((key) => [key, english[key]]));
  return { ours: leaves(twin, name), theirs: leaves(words, name) };
});

it("has the same texts as English, lists as long, and functions that take as much", () => {
  expect(pairs.length).toBeGreaterThan(25);
  for (const { ours, theirs } of pairs) {
    const shape = (all: Leaf[]) => all.map(({ path, takes }) => `${path} takes ${takes}`).sort();
    expect(shape(theirs)).toEqual(shape(ours));
  }
});

it("leaves nothing in English, but for words that both languages share", () => {
  const equal = pairs.flatMap(({ ours, theirs }) => {
    const texts = new Map(ours.map(({ path, text }) => [path, text]));
    return theirs.filter(({ path, text }) => text !== null && texts.get(path) === text);
  });
  const untranslated = equal.filter(({ text }) => !SAME.has(text!) && !SIGNS.has(text!));
  expect(untranslated.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
});

it("addresses people as Sie, with German signs", () => {
  const texts = pairs.flatMap(({ theirs }) => theirs.filter(({ text }) => text !== null));
  const wrong = texts.filter(({ text }) =>
    /\b([Dd]u|[Dd]ein\w*|[Dd]ich)\b|“[^“„]*”|\S…/.test(text!),
  );
  expect(wrong.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
});

beforeEach(async () => await speak("de"));
afterEach(async () => await speak("en"));

it("counts none, one, two and thousands", () => {
  const counted = (say: (count: number) => string) => [0, 1, 2, 1_200].map(say);
  expect(counted(messageStrings.newMessages)).toEqual([
    "0 neue Nachrichten",
    "1 neue Nachricht",
    "2 neue Nachrichten",
    "1.200 neue Nachrichten",
  ]);
  expect(counted((rooms) => strings.home.unread(rooms, rooms))).toEqual([
    "0 ungelesene Nachrichten in 0 Räumen",
    "1 ungelesene Nachricht in 1 Raum",
    "2 ungelesene Nachrichten in 2 Räumen",
    "99+ ungelesene Nachrichten in 1.200 Räumen",
  ]);
  expect(counted((hits) => searchStrings.found(hits, true)).slice(0, 3)).toEqual([
    "0 Nachrichten",
    "1 Nachricht",
    "2 Nachrichten",
  ]);
  expect(participantStrings.addSubmit(2, 1)).toBe("2 Personen aufnehmen, 1 Platz freihalten");
});
