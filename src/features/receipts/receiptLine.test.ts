import { expect, test } from "vitest";
import { receiptLine, type ReceiptSum } from "./receiptLine";

const nobody: ReceiptSum = {
  clients: 0,
  isPartial: false,
  seen: 0,
  seenTime: null,
  emailed: 0,
  emailedTime: null,
  undelivered: 0,
  unreachable: 0,
};
const line = (sum: Partial<ReceiptSum>) =>
  receiptLine({ ...nobody, ...sum }, (time) => `at ${time}`);

test.each([
  [null, {}],
  ["Not seen yet", { clients: 1 }],
  ["Seen at 5", { clients: 1, seen: 1, seenTime: 5, emailed: 0 }],
  ["Emailed at 6", { clients: 1, emailed: 1, emailedTime: 6 }],
  ["Email on its way", { clients: 1, emailed: 1 }],
  ["Email undelivered", { clients: 1, undelivered: 1 }],
  ["Not seen, not emailed", { clients: 1, unreachable: 1 }],
  [
    "Seen by 1 of 3 · emailed to 1 · 1 email undelivered",
    { clients: 3, seen: 1, emailed: 1, undelivered: 1 },
  ],
  ["Seen by 0 of 20+", { clients: 20, isPartial: true }],
])("the line says %j", (sentence, sum) => {
  expect(line(sum)).toBe(sentence);
});
