import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { receiptLineStrings as s } from "./receiptLineStrings";

export type ReceiptSum = FunctionReturnType<typeof api.receipts.summary>;

/** The one line under a message; null where there is no client to tell of. `clock` writes a time. */
export function receiptLine(sum: ReceiptSum, clock: (time: number) => string): string | null {
  const { clients, seen, seenTime, emailed, emailedTime, undelivered, unreachable } = sum;
  if (clients === 0) return null;
  if (clients === 1) {
    if (seenTime !== null) return s.seenAt(clock(seenTime));
    if (undelivered > 0) return s.undelivered;
    if (emailed > 0) return emailedTime === null ? s.emailing : s.emailedAt(clock(emailedTime));
    return unreachable > 0 ? s.notMailed : s.sentLine;
  }
  const all = sum.isPartial ? s.atLeast(clients) : String(clients);
  return [
    s.seenBy(seen, all),
    ...(emailed > 0 ? [s.emailedTo(emailed)] : []),
    ...(undelivered > 0 ? [s.bounced(undelivered)] : []),
  ].join(" · ");
}
