/**
 * The running process's side of commands that need it: a backup, an erasure, the retention rule. It listens on a port of its own, on the loopback
 * address only: behind a proxy everybody's requests to the app's port come from this computer too.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type AddressInfo } from "node:net";
import { isAbsolute } from "node:path";
import type { BackupProgress } from "../../embedded/backup.ts";
import { writeControl } from "./controlFile.ts";

/** One line of the answer, as JSON. The last one is `copied` or `failed`. */
export type BackupEvent =
  | { type: "progress"; part: "database" | "files"; done: number }
  | { type: "copied"; folder: string; files: number }
  | { type: "failed"; message: string };

export type MakeBackup = (target: string, onProgress: BackupProgress) => Promise<number>;

/** What commands may ask functions for; nothing else is called by this door. */
const CALLS = new Set([
  "erasures:byEmail",
  "erasures:progress",
  "erasures:who",
  "retention:setByCommand",
  "retention:start",
  "retention:status",
]);

/** A call's result, or why there is none. */
export type CallAnswer = { value: unknown } | { message: string };

export type Obeyed = {
  backUp: MakeBackup;
  /** Calls an internal function. */
  call: (path: string, args: object) => Promise<unknown>;
};

export type ControlServer = {
  port: number;
  /** Ends a backup that runs, leaving nothing of it, and frees the port. */
  close: () => Promise<void>;
};

/** Listens, and leaves the note by which the command finds it in `dataDir`. */
export async function openControlServer(
  dataDir: string,
  { backUp, call }: Obeyed,
): Promise<ControlServer> {
  const secret = randomBytes(32).toString("hex");
  const backups = new Backups(backUp);
  const server = createServer((request, response) => {
    answer(request, response, secret, { backups, call }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const removeNote = writeControl(dataDir, { pid: process.pid, port, secret });
  return {
    port,
    async close() {
      removeNote();
      await backups.stop();
      await closeServer(server);
    },
  };
}

/** Responsible for one backup at a time, and for ending it when the process or its asker stops. */
class Backups {
  readonly #make: MakeBackup;
  #running: Promise<unknown> | null = null;
  #isStopping = false;

  constructor(make: MakeBackup) {
    this.#make = make;
  }

  get isBusy(): boolean {
    return this.#running !== null || this.#isStopping;
  }

  /** Gives what is told last. `isWanted` is asked at each step. */
  async run(target: string, tell: (event: BackupEvent) => void, isWanted: () => boolean) {
    const making = this.#make(target, (part, done) => {
      if (this.#isStopping || !isWanted()) throw new Error("The backup was given up.");
      tell({ type: "progress", part, done });
    });
    this.#running = making.catch(() => {});
    try {
      tell({ type: "copied", folder: target, files: await making });
    } catch (error) {
      tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#running = null;
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  secret: string,
  { backups, call }: { backups: Backups; call: Obeyed["call"] },
): Promise<void> {
  const { method, url } = request;
  if (method !== "POST" || (url !== "/backup" && url !== "/call")) return refuse(response, 404);
  if (!isAuthorized(request, secret)) return refuse(response, 401);
  const body = await text(request);
  if (url === "/call") return await answerCall(response, body, call);
  await answerBackup(response, body, backups);
}

async function answerBackup(response: ServerResponse, target: string, backups: Backups) {
  if (!isAbsolute(target)) return refuse(response, 400);
  if (backups.isBusy) return refuse(response, 409);
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  // Who asks would wait for the first step to hear that it was accepted.
  response.flushHeaders();
  const tell = (event: BackupEvent) => void response.write(`${JSON.stringify(event)}\n`);
  await backups.run(target, tell, () => !response.destroyed);
  response.end();
}

async function answerCall(response: ServerResponse, body: string, call: Obeyed["call"]) {
  const { path, args } = JSON.parse(body) as { path: string; args: object };
  if (!CALLS.has(path)) return refuse(response, 404);
  const outcome: CallAnswer = await call(path, args).then(
    (value) => ({ value }),
    (error: unknown) => ({ message: sentenceOf(error) }),
  );
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(outcome));
}

/** Functions refuse with a code and a sentence; anything else was no refusal. */
function sentenceOf(error: unknown): string {
  const { data } = error as { data?: { message?: string } };
  return data?.message ?? (error instanceof Error ? error.message : String(error));
}

/** Hashes have one length, and comparing them takes one time whatever was sent. */
function isAuthorized({ headers }: IncomingMessage, secret: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(headers.authorization ?? ""), hash(`Bearer ${secret}`));
}

/** What was sent may not be read to its end, so the connection is of no more use. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: "close" }).end();
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
