/** How many messages a second become durable, with nobody looking. */
import { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { median, percentile } from "../statistics.ts";
import { stopProduct, World, type BenchOptions } from "../world.ts";

/** Each person may send 30 messages at once, so the messages go around among many. */
const PEOPLE = 400;
const PLANS = [
  { senders: 1, messages: 250 },
  { senders: 8, messages: 600 },
  { senders: 32, messages: 1_200 },
];
const ROUNDS = 3;
const WARM_UP_MESSAGES = 1_500;

export async function send(options: BenchOptions): Promise<Figure[]> {
  const world = await World.create(options, PEOPLE, [{ members: PEOPLE, messages: 1_000 }]);
  const load = new BenchProcess(options.programs, "loadGenerator");
  const baseline = new BenchProcess(options.programs, "baselineServer");
  const product = await world.startProduct();
  try {
    const { url } = await baseline.call<{ url: string }>("start");
    const tokens = await world.tokens(load, PEOPLE);
    const audience = { roomId: world.roomIds[0]!, tokens, subscribed: false, writers: PEOPLE };
    const at = { product: product.url, baseline: url };
    for (const name of SIDES) {
      await load.call("connect", { name, server: name, url: at[name], ...audience });
      await flood(load, name, { messages: WARM_UP_MESSAGES, senders: 16 });
    }
    const servers = { product: product.server, baseline };
    const figures: Figure[] = [];
    for (const plan of PLANS) figures.push(...(await compare(load, servers, plan)));
    return figures;
  } finally {
    await stopProduct(product.server);
    await baseline.end();
    await load.end();
    world.delete();
  }
}

const SIDES = ["product", "baseline"] as const;
type Side = (typeof SIDES)[number];
type Plan = { senders: number; messages: number };
type Flood = { ms: number; ackMs: number[] };

function flood(load: BenchProcess, name: string, plan: Plan): Promise<Flood> {
  return load.call("flood", { name, ...plan });
}

async function compare(
  load: BenchProcess,
  servers: Record<Side, BenchProcess>,
  plan: Plan,
): Promise<Figure[]> {
  const floods: Record<Side, (Flood & { cpuUs: number })[]> = { product: [], baseline: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of SIDES) {
      const before = await cpuOf(servers[name]);
      const flooded = await flood(load, name, plan);
      const cpuUs = ((await cpuOf(servers[name])) - before) / plan.messages;
      floods[name].push({ ...flooded, cpuUs });
    }
  }
  const perSecond = floods.product.map(({ ms }) => (plan.messages / ms) * 1_000);
  const ratios = floods.product.map(({ ms }, i) => floods.baseline[i]!.ms / ms);
  const cpuUs = (side: Side) => median(floods[side].map((flooded) => flooded.cpuUs));
  const acks = floods.product.flatMap(({ ackMs }) => ackMs);
  const name = (suffix: string) => `send.${plan.senders}.${suffix}`;
  const bound = plan.senders === 32 ? { atLeast: 0.6 } : {};
  return [
    { name: name("throughput_ratio"), value: median(ratios), unit: "x", ...bound },
    { name: name("throughput"), value: median(perSecond), unit: "/s" },
    { name: name("cpu_us"), value: cpuUs("product"), unit: "us" },
    { name: name("cpu_ratio"), value: cpuUs("product") / cpuUs("baseline"), unit: "x" },
    { name: name("p50_ms"), value: percentile(acks, 0.5), unit: "ms" },
    { name: name("p95_ms"), value: percentile(acks, 0.95), unit: "ms" },
  ];
}

/** User and system time of a server so far, in microseconds. */
async function cpuOf(server: BenchProcess): Promise<number> {
  const { user, system } = await server.call<NodeJS.CpuUsage>("cpu");
  return user + system;
}
