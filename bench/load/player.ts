/** One person of the firm at a screen: a stock Convex client, and what people do with the app. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { ConvexClient } from "convex/browser";
import { ConvexError } from "convex/values";
import type { JWK } from "jose";
import { WebSocket } from "ws";
import { api } from "../../convex/_generated/api.js";
import { issueDemoToken } from "../../local/demo/issuer.ts";
import { isStaff, subjectOf, textOf } from "../people.ts";
import type { Ledger, Shown } from "./ledger.ts";
import type { Timings } from "./timings.ts";

export type PlayerOptions = {
  url: string;
  key: JWK;
  number: number;
  /** The rooms this person sits in; the first stays open all the time. */
  roomIds: string[];
  ledger: Ledger;
  /** From asking for a room until it is on screen (ms). */
  openings: Timings;
};

/** As the app asks: the newest fifty. */
const PAGE = { numItems: 50, cursor: null };
/** Mean time between two acts of a person (ms). */
const CLIENT_PACE_MS = 20_000;
const STAFF_PACE_MS = 8_000;
/** How long somebody writes at a message (ms). */
const WRITING_MS = 2_000;
const ACTS = { visit: 0.4, write: 0.45 };

export class Player {
  readonly name: string;
  readonly #options: PlayerOptions;
  readonly #client: ConvexClient;
  readonly #isStaff: boolean;
  #written = 0;
  /** Newest message that the home room's list has shown. */
  seen = 0;
  #leave: () => void = () => {};

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.name = subjectOf(options.number);
    this.#isStaff = isStaff(options.number);
    this.#client = new ConvexClient(options.url, {
      webSocketConstructor: socketFrom(options.number),
      skipConvexDeploymentUrlCheck: true,
      logger: false,
    });
  }

  get homeId(): string {
    return this.#options.roomIds[0]!;
  }

  /** Signs in and opens the list of rooms and the first room; resolves when both are on screen. */
  async connect(): Promise<void> {
    const { key } = this.#options;
    this.#client.setAuth(
      async () => (await issueDemoToken(key, this.name, Date.now())).token,
      () => {},
    );
    await Promise.all([
      this.#watch((done) => this.#client.onUpdate(api.users.viewer, {}, done)),
      this.#watch((done) => this.#client.onUpdate(api.rooms.list, {}, done)),
      this.#open(this.homeId, (list) => this.#readHome(list)).shown,
    ]);
    await this.#client.mutation(api.presence.beat, {});
  }

  /** Lives until `endTime` (performance.now()): waits, then visits, writes or only looks. */
  async live(endTime: number): Promise<void> {
    const pace = this.#isStaff ? STAFF_PACE_MS : CLIENT_PACE_MS;
    for (;;) {
      // Exponential: as independent people come.
      const wait = -Math.log(1 - Math.random()) * pace;
      if (performance.now() + wait + WRITING_MS >= endTime) return;
      await pause(wait);
      const dice = Math.random();
      if (dice < ACTS.visit) await this.#visit();
      else if (dice < ACTS.visit + ACTS.write) await this.#write();
      else await this.#client.mutation(api.presence.beat, {});
    }
  }

  /** The whole list of a room, newest first. */
  async history(roomId: string): Promise<Shown[]> {
    const list: Shown[] = [];
    for (let cursor: string | null = null; ; ) {
      const paginationOpts = { numItems: 200, cursor };
      const page: { page: Shown[]; isDone: boolean; continueCursor: string } =
        await this.#client.query(api.messages.list, { roomId, paginationOpts });
      list.push(...page.page);
      if (page.isDone) return list;
      cursor = page.continueCursor;
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #readHome(list: readonly Shown[]): void {
    const { ledger } = this.#options;
    ledger.shown(this.homeId, this.name, list, this.seen || Infinity);
    const newest = list[0]?.seq ?? 0;
    const isNews = newest > this.seen;
    this.seen = newest;
    if (isNews)
      void this.#client.mutation(api.readPositions.markRead, { roomId: this.homeId, seq: newest });
  }

  /** Another room of this person's comes on screen, and what is new there is read. */
  async #visit(): Promise<void> {
    const others = this.#options.roomIds.slice(1);
    const roomId = others[Math.floor(Math.random() * others.length)];
    if (roomId === undefined) return;
    this.#leave();
    let read = 0;
    const room = this.#open(roomId, (list) => {
      const newest = list[0]?.seq ?? 0;
      if (newest > read)
        void this.#client.mutation(api.readPositions.markRead, { roomId, seq: newest });
      read = newest;
    });
    this.#leave = room.leave;
    await room.shown;
  }

  async #write(): Promise<void> {
    const { ledger, number } = this.#options;
    const roomId = this.homeId;
    await this.#client.mutation(api.typing.signal, { roomId });
    await pause(WRITING_MS * Math.random());
    const text = `${textOf(this.#written++)} (${number})`;
    ledger.sent(roomId, this.name, text);
    try {
      const { seq } = await this.#client.mutation(api.messages.send, {
        roomId,
        text,
        clientMessageId: randomUUID(),
      });
      ledger.acknowledged(roomId, this.name, text, seq);
    } catch (error) {
      if (!(error instanceof ConvexError)) throw error;
      ledger.refused(roomId, this.name, text);
    }
  }

  /** What a screen asks about a room. `leave` ends it. */
  #open(roomId: string, onList: (list: readonly Shown[]) => void) {
    const started = performance.now();
    const { openings } = this.#options;
    const ends: (() => void)[] = [];
    const shown = this.#watch((done) => {
      const client = this.#client;
      ends.push(
        client.onUpdate(api.messages.list, { roomId, paginationOpts: PAGE }, ({ page }) => {
          onList(page);
          done();
        }),
        client.onUpdate(api.rooms.get, { roomId }, () => {}),
        client.onUpdate(api.typing.list, { roomId }, () => {}),
        client.onUpdate(api.pins.list, { roomId }, () => {}),
      );
      if (!this.#isStaff) return;
      ends.push(
        client.onUpdate(api.notes.list, { roomId, paginationOpts: PAGE }, () => {}),
        client.onUpdate(api.presence.list, { roomId }, () => {}),
      );
    }).then(() => openings.add(performance.now() - started));
    return { shown, leave: () => ends.forEach((end) => end()) };
  }

  #watch(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => start(() => resolve()));
  }
}

/** Sockets that a proxy would hand on from this person's own address (limits count addresses). */
function socketFrom(number: number): typeof globalThis.WebSocket {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  const headers = { "x-forwarded-for": address };
  class ForwardedSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers, perMessageDeflate: false });
    }
  }
  return ForwardedSocket as unknown as typeof globalThis.WebSocket;
}
