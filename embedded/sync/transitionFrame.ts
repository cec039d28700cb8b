import { CHUNK_CHARACTERS, transitionFrames } from "./serverMessages.ts";
import { encodeTimestamp } from "./protocol.ts";
import type { StateVersion } from "./protocol.ts";
import type { SessionTransition } from "./session.ts";

/** Clock figures for the client: its offset to the server in ms, and the server's time in ns. */
export type ClockReading = { clientClockSkew: number; serverTs: number };

/**
 * Builds Transition frames and remembers them for as long as one batch of updates lasts: sockets
 * that stand at the same version and learn the same results get the very same bytes, built once.
 */
export class TransitionFrames {
  readonly #built = new Map<string, readonly Buffer[]>();
  readonly #chunkCharacters: number;
  #nextTransitionId = 1;

  constructor(chunkCharacters = CHUNK_CHARACTERS) {
    this.#chunkCharacters = chunkCharacters;
  }

  /** Frames to send, in order. Only a transition without a clock reading can be shared. */
  build(transition: SessionTransition, clock: ClockReading | null): readonly Buffer[] {
    if (clock !== null) return this.#encode(transition, clock);
    const key = frameKey(transition);
    let frames = this.#built.get(key);
    if (frames === undefined) {
      frames = this.#encode(transition, null);
      this.#built.set(key, frames);
    }
    return frames;
  }

  #encode(transition: SessionTransition, clock: ClockReading | null): Buffer[] {
    const text = transitionText(transition, clock);
    const id = String(this.#nextTransitionId++);
    return transitionFrames(text, id, this.#chunkCharacters).map((frame) => Buffer.from(frame));
  }
}

function transitionText(transition: SessionTransition, clock: ClockReading | null): string {
  const modifications = [
    ...transition.removed.map((queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`),
    ...transition.changed.map(({ query, result, journal }) =>
      result.modification(query.queryId, journal),
    ),
  ];
  const skew = clock === null ? "" : `,${JSON.stringify(clock).slice(1, -1)}`;
  return (
    `{"type":"Transition","startVersion":${versionText(transition.start)},` +
    `"endVersion":${versionText(transition.end)},"modifications":[${modifications.join()}]${skew}}`
  );
}

function versionText({ querySet, identity, ts }: StateVersion): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTimestamp(ts)}"}`;
}

/** Everything that the text depends on; a result's id stands for its content. */
function frameKey({ start, end, changed, removed }: SessionTransition): string {
  let key = `${versionKey(start)} ${versionKey(end)} ${removed.join()}`;
  for (const { query, result, journal } of changed) {
    key += ` ${query.queryId} ${result.id} ${JSON.stringify(journal)}`;
  }
  return key;
}

function versionKey({ querySet, identity, ts }: StateVersion): string {
  return `${querySet} ${identity} ${ts}`;
}
