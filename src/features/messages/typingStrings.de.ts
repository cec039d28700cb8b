import type { TypingStrings } from "./typingStrings";

export const typingStrings: TypingStrings = {
  one: (name) => `${name} schreibt …`,
  two: (first, second) => `${first} und ${second} schreiben …`,
  many: "Mehrere Personen schreiben …",
  team: (firmName) => `${firmName} schreibt …`,
};
