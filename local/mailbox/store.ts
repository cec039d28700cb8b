import Database from "better-sqlite3";
import { backUp } from "../../embedded/database/backup.ts";
import type {
  EmailKind,
  EmailPayload,
  EmailSummary,
  ReceivedEmail,
  SentEmail,
  StoredEvent,
} from "./types.ts";

/** Older emails are forgotten: the mailbox is a window for development, not an archive. */
export const EMAILS_KEPT = 500;

type EmailRow = {
  position: number;
  id: string;
  kind: EmailKind;
  time: number;
  sender: string;
  recipients: string;
  subject: string;
  status: string;
  messageId: string;
  content: string;
  raw: Buffer | null;
};

const SCHEMA = `
  create table if not exists emails (
    position integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    time integer not null,
    sender text not null,
    recipients text not null,
    subject text not null,
    status text not null,
    messageId text not null,
    content text not null,
    raw blob
  ) strict;
  create table if not exists events (
    position integer primary key autoincrement,
    eventId text not null unique,
    emailId text not null,
    type text not null,
    time integer not null,
    answerStatus integer,
    answer text
  ) strict;
  create index if not exists events_by_email on events (emailId, position);
  create table if not exists idempotentRequests (
    key text primary key,
    fingerprint text not null,
    answer text not null,
    time integer not null
  ) strict;
`;

/**
 * Keeps the mailbox's emails in one SQLite file of their own, so that they outlive a restart and a
 * crash. Responsible for storing and for the 500 newest; not for deciding what an email may hold.
 * Invariant: `version` grows with every change, so that a page that saw one can wait for the next.
 */
export class MailboxStore {
  readonly #database: Database.Database;
  #version = 1;
  #waiting = new Set<() => void>();
  #isStopping = false;

  /**
   * @param path file to open, or ":memory:".
   * @throws SqliteError SQLITE_BUSY while another process has the file: two could not both keep
   *   the idempotency of sends.
   */
  constructor(path: string) {
    this.#database = new Database(path, { timeout: 0 });
    this.#database.pragma("locking_mode = EXCLUSIVE");
    this.#database.pragma("journal_mode = WAL");
    // A killed process loses nothing with NORMAL; only a power cut could, which a stand-in may.
    this.#database.pragma("synchronous = NORMAL");
    this.#database.exec(SCHEMA);
  }

  /** Copies the emails into a new file, checked, while they may go on changing. */
  async backUp(file: string): Promise<void> {
    await backUp(this.#database, file);
  }

  close(): void {
    this.#changed();
    this.#database.close();
  }

  get version(): number {
    return this.#version;
  }

  /** Resolves at the next change, at once if `version` is not the present one. */
  async changedSince(version: number): Promise<void> {
    if (version !== this.#version || this.#isStopping) return;
    await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Ends all waiting, now and from now on. */
  stopWaiting(): void {
    this.#isStopping = true;
    this.#releaseWaiting();
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  #releaseWaiting(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Runs `work` in one transaction. */
  atomically<T>(work: () => T): T {
    return this.#database.transaction(work)();
  }

  addSent(email: Omit<SentEmail, "position" | "kind" | "from" | "to" | "subject">): void {
    const { payload } = email;
    const recipients = [...payload.to, ...payload.cc, ...payload.bcc];
    this.#insert("sent", { ...email, ...payload, to: recipients }, JSON.stringify(payload), null);
  }

  addReceived(email: Omit<ReceivedEmail, "position" | "kind">): void {
    this.#insert("received", email, JSON.stringify(email.receivedFor), email.raw);
  }

  #insert(
    kind: EmailKind,
    email: Omit<EmailSummary, "position" | "kind"> & { messageId: string },
    content: string,
    raw: Buffer | null,
  ): void {
    const { id, time, from, to, subject, status, messageId } = email;
    const { lastInsertRowid } = this.#database
      .prepare(
        `insert into emails (id, kind, time, sender, recipients, subject, status, messageId, content, raw)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, kind, time, from, JSON.stringify(to), subject, status, messageId, content, raw);
    const oldest = Number(lastInsertRowid) - EMAILS_KEPT;
    this.#database
      .prepare("delete from events where emailId in (select id from emails where position <= ?)")
      .run(oldest);
    this.#database.prepare("delete from emails where position <= ?").run(oldest);
    this.#changed();
  }

  sent(id: string): SentEmail | null {
    const row = this.#row(id, "sent");
    if (row === null) return null;
    const payload = JSON.parse(row.content) as EmailPayload;
    return { ...toSummary(row), kind: "sent", messageId: row.messageId, payload };
  }

  received(id: string): ReceivedEmail | null {
    const row = this.#row(id, "received");
    if (row === null) return null;
    const receivedFor = JSON.parse(row.content) as string[];
    const { messageId, raw } = row;
    return { ...toSummary(row), kind: "received", messageId, receivedFor, raw: raw ?? Buffer.of() };
  }

  #row(id: string, kind: EmailKind): EmailRow | null {
    const row = this.#database.prepare("select * from emails where id = ? and kind = ?");
    return (row.get(id, kind) as EmailRow | undefined) ?? null;
  }

  /** Newest first. `search` looks in sender, recipients and subject, ignoring case. */
  list(filter: { kind?: EmailKind | undefined; search?: string; limit?: number }): EmailSummary[] {
    const rows = this.#database
      .prepare(
        `select position, id, kind, time, sender, recipients, subject, status from emails
         where (@kind is null or kind = @kind)
           and instr(lower(sender || ' ' || recipients || ' ' || subject), @search) > 0
         order by position desc limit @limit`,
      )
      .all({
        kind: filter.kind ?? null,
        search: (filter.search ?? "").trim().toLowerCase(),
        limit: filter.limit ?? EMAILS_KEPT,
      }) as EmailRow[];
    return rows.map(toSummary);
  }

  setStatus(emailId: string, status: string): void {
    this.#database.prepare("update emails set status = ? where id = ?").run(status, emailId);
    this.#changed();
  }

  addEvent(event: Omit<StoredEvent, "answerStatus" | "answer">): void {
    this.#database
      .prepare("insert into events (eventId, emailId, type, time) values (?, ?, ?, ?)")
      .run(event.eventId, event.emailId, event.type, event.time);
    this.#changed();
  }

  setEventAnswer(eventId: string, answerStatus: number | null, answer: string): void {
    this.#database
      .prepare("update events set answerStatus = ?, answer = ? where eventId = ?")
      .run(answerStatus, answer, eventId);
    this.#changed();
  }

  events(emailId: string): StoredEvent[] {
    const query = "select * from events where emailId = ? order by position";
    return this.#database.prepare(query).all(emailId) as StoredEvent[];
  }

  /** What was answered under `key` after `since`; older entries are forgotten on the way. */
  idempotentAnswer(key: string, since: number): { fingerprint: string; answer: string } | null {
    this.#database.prepare("delete from idempotentRequests where time <= ?").run(since);
    const query = "select fingerprint, answer from idempotentRequests where key = ?";
    const row = this.#database.prepare(query).get(key);
    return (row as { fingerprint: string; answer: string } | undefined) ?? null;
  }

  rememberAnswer(key: string, fingerprint: string, answer: string, time: number): void {
    this.#database
      .prepare(
        "insert into idempotentRequests (key, fingerprint, answer, time) values (?, ?, ?, ?)",
      )
      .run(key, fingerprint, answer, time);
  }

  #changed(): void {
    this.#version++;
    this.#releaseWaiting();
  }
}

function toSummary(row: EmailRow): EmailSummary {
  const { id, position, kind, time, sender, recipients, subject, status } = row;
  const to = JSON.parse(recipients) as string[];
  return { id, position, kind, time, from: sender, to, subject, status };
}
