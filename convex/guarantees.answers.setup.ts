/** Answers by email to the addresses that digests were sent with, rightly and wrongly. */
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { ReceivedEmail } from "./email/receivedEmail";
import type { Ledger } from "./guarantees.setup";
import type { Backend, Person } from "./test.setup";
import type { Email } from "./validators";

export class Answers {
  readonly #t: Backend;
  readonly #ledger: Ledger;
  readonly #rooms: Id<"rooms">[];
  readonly #random: (below: number) => number;
  readonly #replyTokens: { token: string; email: string; room: number }[] = [];
  readonly #posted = new Map<string, { count: number; author: string }>();

  constructor(
    about: { t: Backend; rooms: Id<"rooms">[] },
    ledger: Ledger,
    random: (below: number) => number,
  ) {
    ({ t: this.#t, rooms: this.#rooms } = about);
    this.#ledger = ledger;
    this.#random = random;
  }

  /** From a known reply address, rightly or not, once or twice; also after it was revoked. */
  async arrive(writer: Person, word: string): Promise<void> {
    const address = this.#replyTokens[this.#random(Math.max(1, this.#replyTokens.length))];
    if (address === undefined) return;
    const from = this.#random(3) === 0 ? writer.email : address.email;
    const isLive = await this.#isLive(address.token);
    const email = receivedEmail({ from, word, replyToken: address.token });
    for (let again = this.#random(3); again >= 0; again -= 1) await this.#receive(email, again);
    const mayPost =
      from === address.email &&
      isLive &&
      this.#ledger.isIn(address.email, address.room) &&
      !this.#ledger.archived.has(address.room);
    this.#posted.set(word, { count: mayPost ? 1 : 0, author: address.email });
    if (mayPost) this.#ledger.note(word, address.room, address.email);
  }

  async #isLive(token: string): Promise<boolean> {
    return await this.#t.run(async (ctx) => {
      const rows = ctx.db
        .query("replyAddresses")
        .withIndex("by_token", (q) => q.eq("token", token));
      return (await rows.first())?.revokedTime === undefined;
    });
  }

  async #receive(email: ReceivedEmail, again: number): Promise<void> {
    const emailId = `${email.messageId} ${again}`;
    const about = { webhookId: emailId, emailId, event: "{}" };
    await this.#t.mutation(internal.inboundEmails.receive, about);
    const inboundId = await this.#t.run(async (ctx) => {
      const stored = ctx.db
        .query("inboundEmails")
        .withIndex("by_emailId", (q) => q.eq("emailId", emailId));
      return (await stored.first())!._id;
    });
    await this.#t.mutation(internal.inboundEmails.ingest, { inboundId, email });
  }

  /** Learns the reply address of an email that was attempted. */
  rememberAddress({ replyTo, text, to }: Email): void {
    const token = /<r?([^@>]+)@inbound/.exec(replyTo)?.[1];
    if (token === undefined || this.#replyTokens.some((known) => known.token === token)) return;
    const room = this.#rooms.findIndex((roomId) => text.includes(`/open/${roomId}\n`));
    if (room >= 0) this.#replyTokens.push({ token, email: to, room });
  }

  /** G11: each answer stands in the room at most once, and only as the person of the address. */
  async check(everybody: Person[]): Promise<void> {
    const messages = await this.#t.run(async (ctx) => await ctx.db.query("messages").take(5_000));
    const people = new Map(everybody.map((one) => [one.userId, one.email]));
    for (const [word, { count, author }] of this.#posted) {
      const found = messages.filter(
        ({ clientMessageId, text }) => clientMessageId.startsWith("email:") && text === word,
      );
      if (found.length !== count) {
        this.#ledger.wrongs.push(`${word} was posted ${found.length} times, not ${count}`);
      }
      for (const { authorId } of found) {
        if (people.get(authorId) !== author) this.#ledger.wrongs.push(`${word} is not ${author}'s`);
      }
    }
  }
}

function receivedEmail(about: { from: string; word: string; replyToken: string }): ReceivedEmail {
  return {
    from: about.from,
    subject: "Re: hello",
    messageId: `<${about.word}@mail.test>`,
    references: "",
    replyToken: about.replyToken,
    sender: "human",
    copiedTo: [],
    authentication: { spf: "absent", dkim: "absent", dmarc: "absent" },
    visible: about.word,
    elided: "",
    attachments: [],
  };
}
