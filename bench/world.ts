import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jwksDataUri, DEMO_ISSUER } from "../local/demo/issuer.ts";
import { keepSecrets, type Secrets } from "../local/secrets.ts";
import { BenchProcess } from "./childProcess.ts";
import type { RoomPlan } from "./fillData.ts";

/** Where the bench runs and how much it does. */
export type BenchOptions = {
  root: string;
  programs: string;
  /** Much smaller everywhere: shows that it works, its figures mean little. */
  quick: boolean;
  /** Folder for CPU profiles of the product's server; null takes none. */
  profileDir: string | null;
};

/**
 * A data folder with people, rooms and messages, and the servers over it. Responsible for ending
 * its processes and for deleting its folder.
 */
export class World {
  readonly roomIds: string[];
  readonly #options: BenchOptions;
  readonly dataDir: string;
  readonly #secrets: Secrets;

  private constructor(options: BenchOptions, dataDir: string, secrets: Secrets, roomIds: string[]) {
    this.#options = options;
    this.dataDir = dataDir;
    this.#secrets = secrets;
    this.roomIds = roomIds;
  }

  static async create(options: BenchOptions, people: number, rooms: RoomPlan[]): Promise<World> {
    const dataDir = mkdtempSync(join(tmpdir(), "anteroom-bench-"));
    const secrets = await keepSecrets(dataDir);
    const filler = new BenchProcess(options.programs, "fillData");
    try {
      const start = { dataDir, ...functionsOf(options, secrets) };
      const roomIds = await filler.call<string[]>("fill", { ...start, people, rooms });
      return new World(options, dataDir, secrets, roomIds);
    } catch (error) {
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    } finally {
      await filler.end();
    }
  }

  /** Starts the product's server; `startMs` is from the fork until it answers. */
  async startProduct(): Promise<{ server: BenchProcess; url: string; startMs: number }> {
    const { programs, profileDir } = this.#options;
    const profiling = profileDir === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDir}`];
    const started = performance.now();
    const server = new BenchProcess(programs, "productServer", profiling);
    const { url } = await server.call<{ url: string }>("start", {
      dataDir: this.dataDir,
      ...functionsOf(this.#options, this.#secrets),
    });
    return { server, url, startMs: performance.now() - started };
  }

  /** Tokens of the first `count` people. */
  tokens(load: BenchProcess, count: number): Promise<string[]> {
    return load.call("tokens", { key: this.#secrets.demoSigningKey, count });
  }

  delete(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Closes the database properly before the process goes. */
export async function stopProduct(server: BenchProcess): Promise<void> {
  await server.call("close");
  await server.end();
}

function functionsOf({ root }: BenchOptions, { demoSigningKey }: Secrets) {
  return {
    functionsDir: join(root, "convex"),
    env: {
      APP_URL: "http://localhost",
      EMAIL_FROM: "Bench <bench@bench.example>",
      INBOUND_DOMAIN: "bench.example",
      DEMO_ISSUER,
      DEMO_JWKS: jwksDataUri(demoSigningKey),
    },
  };
}
