import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { receiptLineStrings as line } from "./receiptLineStrings";
import { receiptStrings as s } from "./receiptStrings";

type Receipt = FunctionReturnType<typeof api.receipts.forMessage>["page"][number];
export type Fact = { fact: string; isTrouble: boolean };

const TROUBLE: ReadonlySet<string> = new Set(["bounced", "complained", "suppressed"]);

/** What is known of a message and one person, each fact as a few words: seen, mailed, why not. */
export function receiptFacts(receipt: Receipt, clock: (time: number) => string): Fact[] {
  const { seen, emailed, obstacle } = receipt;
  const facts: Fact[] = [];
  const add = (fact: string, isTrouble = false) => facts.push({ fact, isTrouble });
  if (seen === null) add(s.notSeen);
  else add(seen.via === "email" ? s.answeredAt(clock(seen.time)) : line.seenAt(clock(seen.time)));
  if (emailed !== null) {
    const sent = emailed.time === null ? line.emailing : line.emailedAt(clock(emailed.time));
    if (emailed.hasFailed) add(s.notSent(emailed.reason ?? ""), true);
    else if (emailed.delivery === null) add(sent);
    else {
      const outcome = s.delivery(emailed.delivery, emailed.reason);
      add(`${sent}, ${outcome}`, TROUBLE.has(emailed.delivery));
    }
  }
  if (seen === null && emailed === null && obstacle !== null) {
    add(s.obstacle(obstacle), obstacle === "ADDRESS_STOPPED");
  }
  return facts;
}
