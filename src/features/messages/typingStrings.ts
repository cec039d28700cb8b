/** Who is writing, as one line. */
export const typingStrings = {
  one: (name: string) => `${name} is typing…`,
  two: (first: string, second: string) => `${first} and ${second} are typing…`,
  many: "Several people are typing…",
  team: (firmName: string) => `${firmName} is typing…`,
} as const;
