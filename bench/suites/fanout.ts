/** How much it costs, and how long it takes, that everybody in a room sees a message. */
import type { Pace, Round } from "../audience.ts";
import { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { median, percentile } from "../statistics.ts";
import { stopProduct, World, type BenchOptions } from "../world.ts";

type Plan = { members: number; rounds: number; messages: number; everyMs: number };

/** `everyMs` leaves either server at least half of its time. */
const PLANS: Plan[] = [
  { members: 10, rounds: 5, messages: 14, everyMs: 25 },
  { members: 100, rounds: 5, messages: 16, everyMs: 80 },
  { members: 1_000, rounds: 3, messages: 6, everyMs: 700 },
];
const EARLIER_MESSAGES = 200;
/** Those who wrote the earlier messages: few people write and many read. */
const WRITERS = 20;
/** Both servers run compiled code before anything counts. */
const WARM_UP_ROUNDS = 1;
/** Acknowledgements in rooms of two sizes are compared after equal rests: an idle machine wakes slowly. */
const CALM_MS = 700;
const CALM_MESSAGES = 6;

export async function fanout(options: BenchOptions): Promise<Figure[]> {
  const plans = PLANS.slice(0, options.quick ? 2 : 3);
  // Each room has people of its own, since each person may send 30 messages at once.
  let people = 0;
  const rooms = plans.map(({ members }) => {
    const firstMember = people;
    people += members;
    return { firstMember, members, messages: EARLIER_MESSAGES };
  });
  const world = await World.create(options, people, rooms);
  const load = new BenchProcess(options.programs, "loadGenerator");
  const product = await world.startProduct();
  const figures: Figure[] = [];
  const results: (Compared & { members: number })[] = [];
  try {
    const tokens = await world.tokens(load, people);
    for (const [i, plan] of plans.entries()) {
      console.error(`  ${plan.members} members`);
      const { firstMember, members } = rooms[i]!;
      const roomTokens = tokens.slice(firstMember, firstMember + members);
      const audience = { roomId: world.roomIds[i]!, tokens: roomTokens };
      const compared = await compare(options, plan, load, product, audience);
      results.push({ ...compared, members: plan.members });
      figures.push(...compared.figures);
    }
    figures.push(...acrossSizes(results));
    figures.push({
      name: "fanout.rss_mb",
      value: await product.server.call("rssMb"),
      unit: "MB",
      atMost: 400,
    });
  } finally {
    await stopProduct(product.server);
    await load.end();
    world.delete();
  }
  return figures;
}

type Compared = { figures: Figure[]; cpuUs: number; ackMs: number };
type Product = { server: BenchProcess; url: string };
type Side = { name: "product" | "baseline"; server: BenchProcess };

/** Rounds on both servers in turn, so that what else the machine does hits both alike. */
async function compare(
  options: BenchOptions,
  plan: Plan,
  load: BenchProcess,
  product: Product,
  audience: { roomId: string; tokens: string[] },
): Promise<Compared> {
  const baselineServer = new BenchProcess(options.programs, "baselineServer");
  try {
    const { url } = await baselineServer.call<{ url: string }>("start");
    const connect = (name: string, at: string) =>
      // The bare server tells everybody of everything, and has no page to wait for.
      load.call<number>("connect", {
        name,
        server: name,
        url: at,
        subscribed: name === "product",
        writers: WRITERS,
        ...audience,
      });
    const connectMs = await connect("product", product.url);
    await connect("baseline", url);
    const own: Side = { name: "product", server: product.server };
    const bare: Side = { name: "baseline", server: baselineServer };
    const measure = new Measurements(plan.members);
    for (let round = -WARM_UP_ROUNDS; round < plan.rounds; round++) {
      for (const kind of ["each", "paced", "burst"] as const) {
        const mine = await oneRound(load, own, plan, kind);
        await baselineServer.call("setFrameBytes", Math.round(mine.bytesPerFrame) - 30);
        const theirs = await oneRound(load, bare, plan, kind);
        if (round >= 0) measure.add(kind, mine, theirs);
      }
      if (round >= 0) measure.addAcks(await calmAcks(load));
    }
    const figures = measure.figures();
    if (plan.members >= 1_000) figures.push(...(await reconnects(load, connectMs)));
    await load.call("disconnect", { name: "product" });
    await load.call("disconnect", { name: "baseline" });
    return { figures, cpuUs: measure.cpuUs(), ackMs: measure.ackMs() };
  } finally {
    await baselineServer.end();
  }
}

/** The first time every token is new to the server, as after its restart. */
async function reconnects(load: BenchProcess, firstMs: number): Promise<Figure[]> {
  const againMs = await load.call<number>("reconnect", { name: "product" });
  return [
    { name: "reconnect.1000.ms", value: againMs, unit: "ms", atMost: 2_000 },
    { name: "reconnect.1000.after_restart_ms", value: firstMs, unit: "ms", atMost: 2_000 },
  ];
}

type Kind = "each" | "paced" | "burst";
type Measured = Round & { cpuUs: number };

/** Server CPU is user and system time, by message and member, whatever frames it took. */
async function oneRound(
  load: BenchProcess,
  { name, server }: Side,
  { members, messages, everyMs }: Plan,
  kind: Kind,
): Promise<Measured> {
  if (name === "product") await load.call("reopen", { name });
  const pace: Record<Kind, Pace> = {
    each: { type: "whenDelivered" },
    paced: { type: "every", ms: everyMs },
    burst: { type: "atOnce" },
  };
  const before = await server.call<NodeJS.CpuUsage>("cpu");
  const round = await load.call<Round>("round", { name, messages, pace: pace[kind] });
  const after = await server.call<NodeJS.CpuUsage>("cpu");
  const cpu = after.user + after.system - before.user - before.system;
  return { ...round, cpuUs: cpu / (messages * members) };
}

/** How long the product's acknowledgements took (ms), with all of a message done before the next one. */
async function calmAcks(load: BenchProcess): Promise<number[]> {
  const pace: Pace = { type: "every", ms: CALM_MS };
  const calm = { name: "product", messages: CALM_MESSAGES, pace };
  return (await load.call<Round>("round", calm)).ackMs;
}

class Measurements {
  readonly #members: number;
  readonly #calmAckMs: number[] = [];
  readonly #rounds: { kind: Kind; product: Measured; baseline: Measured }[] = [];

  constructor(members: number) {
    this.#members = members;
  }

  add(kind: Kind, product: Measured, baseline: Measured): void {
    this.#rounds.push({ kind, product, baseline });
  }

  /** CPU of the product for one delivery of one message that was not merged with another. */
  cpuUs(): number {
    return median(this.#of("each").map(({ product }) => product.cpuUs));
  }

  addAcks(ackMs: number[]): void {
    this.#calmAckMs.push(...ackMs);
  }

  ackMs(): number {
    return median(this.#calmAckMs);
  }

  figures(): Figure[] {
    const name = (suffix: string) => `fanout.${this.#members}.${suffix}`;
    const bound = this.#members >= 100 ? { atMost: 5 } : {};
    return [
      { name: name("cpu_ratio"), value: this.#cpuRatio("each"), unit: "x" },
      { name: name("cpu_us"), value: this.cpuUs(), unit: "us" },
      { name: name("burst.cpu_ratio"), value: this.#cpuRatio("burst"), unit: "x", ...bound },
      { name: name("p50_ratio"), value: this.#delayRatio(0.5), unit: "x" },
      { name: name("p95_ratio"), value: this.#delayRatio(0.95), unit: "x", atMost: 3 },
      { name: name("p95_ms"), value: this.#delay("product", 0.95), unit: "ms" },
      {
        name: name("frame_bytes"),
        value: median(this.#of("paced").map(({ product }) => product.bytesPerFrame)),
        unit: "bytes",
      },
    ];
  }

  #of(kind: Kind) {
    return this.#rounds.filter((round) => round.kind === kind);
  }

  #cpuRatio(kind: Kind): number {
    return median(this.#of(kind).map(({ product, baseline }) => product.cpuUs / baseline.cpuUs));
  }

  /** Of all deliveries together, so that one slow round counts as what it was. */
  #delay(side: "product" | "baseline", share: number): number {
    const delays = this.#of("paced").flatMap((round) => round[side].deliveryMs);
    return percentile(delays, share);
  }

  #delayRatio(share: number): number {
    return this.#delay("product", share) / this.#delay("baseline", share);
  }
}

function acrossSizes(results: (Compared & { members: number })[]): Figure[] {
  const of = (members: number) => results.find((result) => result.members === members);
  const [ten, hundred, thousand] = [of(10), of(100), of(1_000)];
  if (ten === undefined || hundred === undefined || thousand === undefined) return [];
  return [
    {
      name: "fanout.1000_vs_100.cpu",
      value: thousand.cpuUs / hundred.cpuUs,
      unit: "x",
      atMost: 1.3,
    },
    { name: "ack.1000_vs_10", value: thousand.ackMs / ten.ackMs, unit: "x", atMost: 1.3 },
  ];
}
