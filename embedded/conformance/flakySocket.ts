import { WebSocket } from "ws";
import { Recorder } from "./harness.ts";

type Message = { type: string; [field: string]: unknown };

/**
 * Node's WebSocket for the stock client, with a line that breaks where the test says. Each rule is
 * used once: `beforeSending` breaks instead of handing a client's message to the network,
 * `afterSending` right behind it, `beforeReceiving` instead of giving a server's message to the
 * client, so that the server did its work and the client does not know.
 */
export class FlakyLine {
  readonly sent: Message[] = [];
  readonly received = new Recorder<Message>();
  beforeSending: ((message: Message) => boolean) | null = null;
  afterSending: ((message: Message) => boolean) | null = null;
  beforeReceiving: ((message: Message) => boolean) | null = null;
  readonly constructorForClient: typeof globalThis.WebSocket;
  readonly #open = new Set<WebSocket>();
  breaks = 0;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below needs the line
    const line = this;
    class FlakySocket extends WebSocket {
      constructor(url: string) {
        super(url);
        line.#open.add(this);
        this.on("close", () => line.#open.delete(this));
      }

      override send(data: string): void {
        const message = JSON.parse(data) as Message;
        if (line.uses("beforeSending", message)) return this.#break();
        line.sent.push(message);
        super.send(data);
        if (line.uses("afterSending", message)) this.#break();
      }

      override emit(event: string, ...args: unknown[]): boolean {
        if (event !== "message") return super.emit(event, ...args);
        const message = JSON.parse(String(args[0])) as Message;
        if (line.uses("beforeReceiving", message)) {
          this.#break();
          return true;
        }
        line.received.push(message);
        return super.emit(event, ...args);
      }

      #break(): void {
        line.breaks += 1;
        this.terminate();
      }
    }
    this.constructorForClient = FlakySocket as unknown as typeof globalThis.WebSocket;
  }

  uses(rule: "beforeSending" | "afterSending" | "beforeReceiving", message: Message): boolean {
    if (this[rule]?.(message) !== true) return false;
    this[rule] = null;
    return true;
  }

  /** Breaks the line now. */
  cut(): void {
    for (const socket of this.#open) socket.terminate();
  }
}
