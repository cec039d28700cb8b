import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Dialect } from "./dialects.ts";
import { textOf } from "./people.ts";
import { RawClient, type Ack } from "./rawClient.ts";

export type AudienceOptions = {
  url: string;
  roomId: string;
  /** One a member. */
  tokens: string[];
  /** False: the members only send. */
  subscribed: boolean;
  /** How many of the members take turns in writing. */
  writers: number;
};

/** How messages follow each other. */
export type Pace = { type: "whenDelivered" } | { type: "every"; ms: number } | { type: "atOnce" };

export type Round = {
  ackMs: number[];
  /** From the send to each member. */
  deliveryMs: number[];
  bytesPerFrame: number;
  /** Frames by message and member: 1 unless messages were merged. */
  framesPerDelivery: number;
};

/** Opening a thousand sockets in one go would overrun the listener's queue, as it would in life. */
const CONNECTS_AT_ONCE = 100;

/** The members of one room, each with a socket. Responsible for rounds of messages among them. */
export class Audience {
  readonly #dialect: Dialect;
  readonly #options: AudienceOptions;
  #clients: RawClient[] = [];
  #sent = 0;

  constructor(dialect: Dialect, options: AudienceOptions) {
    this.#dialect = dialect;
    this.#options = options;
  }

  /** Connects everybody; gives the time (ms) until the last one had the room on screen. */
  async connect(): Promise<number> {
    const { url, roomId, tokens, subscribed } = this.#options;
    const start = performance.now();
    const shown: Promise<void>[] = [];
    this.#clients = tokens.map(() => new RawClient(this.#dialect, url));
    for (let i = 0; i < tokens.length; i += CONNECTS_AT_ONCE) {
      const some = this.#clients.slice(i, i + CONNECTS_AT_ONCE);
      await Promise.all(some.map((client, j) => client.open(tokens[i + j]!)));
      if (!subscribed) continue;
      for (const client of some) {
        shown.push(nextPage(client));
        client.subscribe(roomId);
      }
    }
    await Promise.all(shown);
    return performance.now() - start;
  }

  disconnect(): void {
    for (const client of this.#clients) client.cut();
  }

  /** Everybody opens the room anew, so that pages are as small as they begin. */
  async reopen(): Promise<void> {
    const shown = this.#clients.map((client) => nextPage(client));
    for (const client of this.#clients) client.subscribe(this.#options.roomId);
    await Promise.all(shown);
  }

  /** Sends `messages`, each by another member, and waits until every member has them all. */
  async round(messages: number, pace: Pace): Promise<Round> {
    const arrivals: { seq: number; time: number }[] = [];
    const wanted = messages * this.#clients.length;
    const everywhere = gate();
    let total = gate();
    let atThisPace = 0;
    for (const client of this.#clients) {
      client.frames = client.bytes = 0;
      client.onNewest = (seq, before) => {
        const time = performance.now();
        for (let each = before + 1; each <= seq; each++) arrivals.push({ seq: each, time });
        if (arrivals.length >= atThisPace) total.open();
        if (arrivals.length >= wanted) everywhere.open();
      };
    }
    const sends: Promise<Ack & { sentTime: number }>[] = [];
    for (let i = 1; i <= messages; i++) {
      total = gate();
      atThisPace = i * this.#clients.length;
      sends.push(this.#send());
      if (pace.type === "whenDelivered") await total.opened;
      if (pace.type === "every") await pause(pace.ms);
    }
    const acks = await Promise.all(sends);
    await everywhere.opened;
    return this.#summary(acks, arrivals);
  }

  /** Sends `messages` with `senders` of them under way at any time. */
  async flood(messages: number, senders: number): Promise<{ ms: number; ackMs: number[] }> {
    const ackMs: number[] = [];
    let left = messages;
    const start = performance.now();
    const work = async () => {
      while (left-- > 0) {
        const { time, sentTime } = await this.#send();
        ackMs.push(time - sentTime);
      }
    };
    await Promise.all(Array.from({ length: senders }, work));
    return { ms: performance.now() - start, ackMs };
  }

  async #send(): Promise<Ack & { sentTime: number }> {
    const number = this.#sent++;
    const sender = this.#clients[number % Math.min(this.#options.writers, this.#clients.length)]!;
    const sentTime = performance.now();
    const ack = await sender.send(this.#options.roomId, textOf(number), randomUUID());
    return { ...ack, sentTime };
  }

  #summary(acks: (Ack & { sentTime: number })[], arrivals: { seq: number; time: number }[]): Round {
    const sentTimes = new Map(acks.map(({ seq, sentTime }) => [seq, sentTime]));
    const sum = (of: (client: RawClient) => number) =>
      this.#clients.reduce((total, client) => total + of(client), 0);
    const frames = sum((client) => client.frames);
    return {
      ackMs: acks.map(({ time, sentTime }) => time - sentTime),
      deliveryMs: arrivals.map(({ seq, time }) => time - sentTimes.get(seq)!),
      bytesPerFrame: sum((client) => client.bytes) / frames,
      framesPerDelivery: frames / arrivals.length,
    };
  }
}

function nextPage(client: RawClient): Promise<void> {
  return new Promise((resolve) => {
    client.onPage = () => {
      client.onPage = () => {};
      resolve();
    };
  });
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
