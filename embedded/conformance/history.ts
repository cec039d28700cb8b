/**
 * Judges a history: what senders were told, what watchers saw, and what the list held in the end.
 * Pure, so that `history.test.ts` can try it on planted faults before tests rely on it.
 */

/** One entry of the list under test; texts are unique among all calls. `time` is in ms. */
export type Entry = { position: number; text: string; time: number };

/**
 * In the order in which they happened to the observer of all clients. A call without an outcome
 * counts as `unknown`: it may have happened once or not at all.
 */
export type HistoryEvent =
  | { type: "invoke"; client: string; text: string }
  | { type: "ok"; client: string; text: string; position: number }
  /** Refused for certain: it must not have happened. */
  | { type: "fail"; client: string; text: string }
  | { type: "unknown"; client: string; text: string }
  /** What a live query showed: any unbroken stretch at the end of the list as it was then. */
  | { type: "view"; client: string; entries: readonly Entry[] };

/** What went wrong, a line each; all empty for a sound history. */
export type Verdict = {
  /** Acknowledged, or once in the list, and not there in the end (G1). */
  lost: string[];
  /** In the list more than once (G2). */
  doubled: string[];
  /** In the list or on a screen, though never sent, refused, or taken back later. */
  phantom: string[];
  /** Another order than sent by one client, acknowledged in time, told or shown (G3). */
  outOfOrder: string[];
  /** A screen that went back to an earlier state. */
  wentBack: string[];
  /** Acknowledged to a client that watches, and not on its screen at that moment (G4). */
  notShown: string[];
  /** A watcher whose screen lacks entries, in the middle or in the end. */
  missed: string[];
};

/** The verdict on a history without faults. */
export const SOUND: Verdict = {
  lost: [],
  doubled: [],
  phantom: [],
  outOfOrder: [],
  wentBack: [],
  notShown: [],
  missed: [],
};

type Call = {
  client: string;
  invokedAt: number;
  /** Infinity while not acknowledged. */
  acknowledgedAt: number;
  position: number | null;
  refused: boolean;
};

/** Judges `events` against the whole list, in its order, as it was when all calls had ended. */
export function judge(events: readonly HistoryEvent[], final: readonly Entry[]): Verdict {
  const verdict = structuredClone(SOUND);
  const calls = readCalls(events);
  judgePresence(calls, final, verdict);
  judgeOrder(calls, final, verdict);
  judgeViews(events, final, verdict);
  return verdict;
}

function readCalls(events: readonly HistoryEvent[]): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const [at, event] of events.entries()) {
    if (event.type === "view") continue;
    if (event.type === "invoke") {
      if (calls.has(event.text)) throw new Error(`"${event.text}" was sent twice by the test`);
      const { client, text } = event;
      const outcome = { acknowledgedAt: Infinity, position: null, refused: false };
      calls.set(text, { client, invokedAt: at, ...outcome });
      continue;
    }
    const call = calls.get(event.text);
    if (call === undefined) throw new Error(`"${event.text}" has an outcome and was never sent`);
    if (event.type === "ok") Object.assign(call, { acknowledgedAt: at, position: event.position });
    if (event.type === "fail") call.refused = true;
  }
  return calls;
}

function judgePresence(calls: Map<string, Call>, final: readonly Entry[], verdict: Verdict): void {
  const present = new Set<string>();
  for (const { position, text } of final) {
    const call = calls.get(text);
    if (call === undefined) verdict.phantom.push(`${position} "${text}" was never sent`);
    else if (call.refused) verdict.phantom.push(`${position} "${text}" was refused`);
    if (present.has(text)) verdict.doubled.push(`"${text}" again at ${position}`);
    present.add(text);
  }
  for (const [text, { acknowledgedAt }] of calls) {
    if (acknowledgedAt < Infinity && !present.has(text)) verdict.lost.push(`"${text}"`);
  }
}

function judgeOrder(calls: Map<string, Call>, final: readonly Entry[], verdict: Verdict): void {
  const { lost, outOfOrder } = verdict;
  for (const [index, { position, text, time }] of final.entries()) {
    const told = calls.get(text)?.position ?? null;
    if (told !== null && told !== position) {
      outOfOrder.push(`"${text}" is at ${position}, its sender was told ${told}`);
    }
    const before = final[index - 1];
    if (position <= (before?.position ?? 0)) outOfOrder.push(`${position} is not above its place`);
    if (position > (before?.position ?? 0) + 1) lost.push(`what stood before ${position}`);
    if (before !== undefined && time <= before.time) {
      outOfOrder.push(`${position} was made at ${time}, the one before it at ${before.time}`);
    }
  }
  judgeCausality(calls, final, outOfOrder);
}

/** From the end to the beginning: nothing that stands later may have been finished, or sent by the same client, before. */
function judgeCausality(
  calls: Map<string, Call>,
  final: readonly Entry[],
  outOfOrder: string[],
): void {
  let acknowledgedLater = Infinity;
  const sentLater = new Map<string, number>();
  for (const { text } of final.toReversed()) {
    const call = calls.get(text);
    if (call === undefined) continue;
    if (acknowledgedLater < call.invokedAt) {
      outOfOrder.push(`"${text}" stands before what was acknowledged before it was sent`);
    }
    if ((sentLater.get(call.client) ?? Infinity) < call.invokedAt) {
      outOfOrder.push(`"${text}" stands before what ${call.client} had sent earlier`);
    }
    acknowledgedLater = Math.min(acknowledgedLater, call.acknowledgedAt);
    const sent = sentLater.get(call.client) ?? Infinity;
    sentLater.set(call.client, Math.min(sent, call.invokedAt));
  }
}

function judgeViews(
  events: readonly HistoryEvent[],
  final: readonly Entry[],
  verdict: Verdict,
): void {
  const textAt = new Map(final.map(({ position, text }) => [position, text]));
  /** Per watcher, how far its screen reached last. */
  const reached = new Map<string, number>();
  for (const event of events) {
    const seen = reached.get(event.client);
    if (event.type === "view") {
      judgeView(event, textAt, verdict);
      const end = event.entries.at(-1)?.position ?? 0;
      if (end < (seen ?? 0)) verdict.wentBack.push(`${event.client} saw ${seen}, then ${end}`);
      reached.set(event.client, end);
    } else if (event.type === "ok" && seen !== undefined && seen < event.position) {
      verdict.notShown.push(`"${event.text}" to ${event.client}`);
    }
  }
  const end = final.at(-1)?.position ?? 0;
  for (const [client, seen] of reached) {
    if (seen < end) verdict.missed.push(`${client} saw up to ${seen} of ${end}`);
  }
}

function judgeView(
  { client, entries }: { client: string; entries: readonly Entry[] },
  textAt: Map<number, string>,
  { phantom, outOfOrder, missed }: Verdict,
): void {
  let previous: number | null = null;
  for (const { position, text } of entries) {
    const stayed = textAt.get(position);
    if (stayed !== text) {
      phantom.push(`${client} saw "${text}" at ${position}, where "${stayed ?? "nothing"}" stayed`);
    }
    if (previous !== null && position <= previous) {
      outOfOrder.push(`${client} saw ${position} after ${previous}`);
    }
    if (previous !== null && position > previous + 1) {
      missed.push(`${client} saw ${position} right after ${previous}`);
    }
    previous = position;
  }
}
