/**
 * What everything is compared with: the least that a chat server over WebSockets and SQLite can do.
 * One insert a message, one fsync a turn of the event loop, one frame built once for all. It checks
 * nothing and knows nobody.
 */
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { WebSocketServer, type WebSocket } from "ws";
import { answerCalls } from "./childProcess.ts";

const dataDir = mkdtempSync(join(tmpdir(), "anteroom-bench-baseline-"));
const sqlite = new Database(join(dataDir, "messages.sqlite"));
sqlite.pragma("journal_mode = WAL");
sqlite.pragma("synchronous = FULL");
sqlite.exec("CREATE TABLE messages (seq INTEGER PRIMARY KEY, text TEXT NOT NULL)");
const insert = sqlite.prepare<[string]>("INSERT INTO messages (text) VALUES (?)");

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
let waiting: { sender: WebSocket; requestId: number; text: string }[] = [];
let padding = "";

server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    if (waiting.length === 0) setImmediate(commitWaiting);
    waiting.push({ sender: socket, ...(JSON.parse(data.toString()) as Sent) });
  });
});
type Sent = { requestId: number; text: string };

function commitWaiting(): void {
  const group = waiting;
  waiting = [];
  sqlite.exec("BEGIN IMMEDIATE");
  const seqs = group.map(({ text }) => Number(insert.run(text).lastInsertRowid));
  sqlite.exec("COMMIT");
  group.forEach(({ sender, requestId }, i) => {
    sender.send(`{"ack":${requestId},"seq":${seqs[i]}}`);
  });
  if (padding !== "") for (const seq of seqs) broadcast(seq);
}

function broadcast(seq: number): void {
  const frame = Buffer.from(`{"seq":${seq},"text":"${padding}"}`);
  for (const socket of server.clients) socket.send(frame, { binary: false });
}

answerCalls({
  start: async () => {
    if (server.address() === null)
      await new Promise((resolve) => server.once("listening", resolve));
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
  },
  /** 0: nobody is told of messages. */
  setFrameBytes: (bytes: number) => void (padding = "x".repeat(bytes)),
  cpu: () => process.cpuUsage(),
});
process.on("exit", () => {
  sqlite.close();
  rmSync(dataDir, { recursive: true, force: true });
});
