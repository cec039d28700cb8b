/** Those who stay away: they get the digest, and some of them answer it from their mail program. */
import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "./ledger.ts";

type Options = {
  url: string;
  /** Numbers of the people. */
  away: number[];
  roomIdOf: (number: number) => string;
  ledger: Ledger;
};

export type EmailsPlayed = {
  /** Digests that were sent, and from the sweep to the last of them (ms); it sends two a second. */
  digests: number;
  digestMs: number;
  /** Answers given, posted, and from the first to the last one's message (ms). */
  answers: number;
  posted: number;
  answerMs: number;
};

type Sent = { id: string; payload: { to: string[] } };
type Verdict = { decided: boolean; verdict: { state: string } | null };

const ANSWER_EVERY = 3;
const LOOK_EVERY_MS = 500;
/** Without another email for so long, the digest is done. */
const QUIET_MS = 4_000;
const LONGEST_MS = 120_000;

export async function playEmails({ url, away, roomIdOf, ledger }: Options): Promise<EmailsPlayed> {
  const digestStart = performance.now();
  await post(`${url}/mail/actions/digest`, {});
  let lastTime = digestStart;
  let count = 0;
  // The sweep goes on by itself, so it is over when nothing more comes.
  const emails = await until(
    async () => await sentEmails(url),
    ({ length }) => {
      if (length > count) lastTime = performance.now();
      count = length;
      return performance.now() - lastTime > QUIET_MS;
    },
  );
  const digestMs = lastTime - digestStart;
  const answerers = away.filter((_, i) => i % ANSWER_EVERY === 0);
  const answerStart = performance.now();
  const verdicts = await Promise.all(
    answerers.map(async (number) => {
      const address = `member${number}@bench.example`;
      const email = emails.find(({ payload }) => payload.to.some((to) => to.includes(address)));
      if (email === undefined) return null;
      const text = `Yes from ${number}, that suits us very well.`;
      ledger.sent(roomIdOf(number), `email ${number}`, text);
      const { receivedId } = await post<{ receivedId: string }>(`${url}/mail/actions/reply`, {
        emailId: email.id,
        from: address,
        text,
      });
      return await until(
        async () => await get<Verdict>(`${url}/mail/actions/verdict/${receivedId}`),
        ({ decided }) => decided,
      );
    }),
  );
  const answered = verdicts.filter((verdict) => verdict !== null);
  return {
    digests: emails.length,
    digestMs,
    answers: answered.length,
    posted: answered.filter(({ verdict }) => verdict?.state === "posted").length,
    answerMs: performance.now() - answerStart,
  };
}

async function sentEmails(url: string): Promise<Sent[]> {
  return await get<Sent[]>(`${url}/mail/api/outbox`);
}

/** What `look` gives, as soon as it is as wanted or the time is over. */
async function until<T>(look: () => Promise<T>, isWanted: (found: T) => boolean): Promise<T> {
  const endTime = performance.now() + LONGEST_MS;
  for (;;) {
    const found = await look();
    if (isWanted(found) || performance.now() > endTime) return found;
    await pause(LOOK_EVERY_MS);
  }
}

async function get<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

async function post<T>(address: string, body: object): Promise<T> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}
