import { translated } from "../../language/translated";

const english = {
  one: (name: string) => `${name} is typing…`,
  two: (first: string, second: string) => `${first} and ${second} are typing…`,
  many: "Several people are typing…",
  team: (firmName: string) => `${firmName} is typing…`,
};

export type TypingStrings = typeof english;
/** Who is writing, as one line. */
export const typingStrings = translated("typingStrings", english);
