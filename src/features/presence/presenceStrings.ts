export const presenceStrings = {
  online: "Online",
  others: (count: number) => `${count} online`,
} as const;
