/** Reads single settings and collects what is wrong with them, so that all of it is told at once. */
import { StartError } from "../../embedded/config.ts";
import type { Environment } from "./envFile.ts";

/**
 * Each method gives a usable value also after a mistake, so that reading goes on; `finish` then refuses
 * the start. Values of secrets never get into a sentence.
 */
export class SettingsReader {
  readonly #environment: Environment;
  readonly #mistakes: string[];

  /** @param mistakes those that are known already. */
  constructor(environment: Environment, mistakes: readonly string[] = []) {
    this.#environment = environment;
    this.#mistakes = [...mistakes];
  }

  /** Null when it is unset or empty. */
  text(name: string): string | null {
    return this.#environment[name] || null;
  }

  /** Notes a mistake: one sentence that names the setting and what would be right. */
  wrong(sentence: string): void {
    this.#mistakes.push(sentence);
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, { least, most, usual }: Range): number {
    const value = this.text(name);
    if (value === null) return usual;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.wrong(`${name} must be a number from ${least} to ${most}, not "${value}".`);
    return usual;
  }

  choice<T extends string>(name: string, allowed: readonly T[], usual: T): T {
    const value = this.text(name);
    if (value === null) return usual;
    const found = allowed.find((each) => each === value);
    if (found === undefined) {
      this.wrong(`${name} must be ${allowed.join(" or ")}, not "${value}".`);
    }
    return found ?? usual;
  }

  /** The origin of an http(s) address, without a trailing slash. */
  origin(name: string, example: string): string | null {
    const value = this.text(name);
    if (value === null) return null;
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) {
      return new URL(value).origin;
    }
    this.wrong(`${name} must be an address such as ${example}, not "${value}".`);
    return null;
  }

  /** A text that `pattern` must match; `shape` says what it should look like, the value is not told. */
  secret(name: string, pattern: RegExp, shape: string): string | null {
    const value = this.text(name);
    if (value !== null && !pattern.test(value)) this.wrong(`${name} must be ${shape}.`);
    return value;
  }

  /** Throws StartError with everything that is wrong; does nothing when nothing is. */
  finish(): void {
    const [first, ...others] = this.#mistakes;
    if (first === undefined) return;
    const lines = others.length === 0 ? first : this.#list();
    throw new StartError("BAD_CONFIGURATION", lines);
  }

  #list(): string {
    const lines = this.#mistakes.map((sentence) => `\n    - ${sentence}`);
    return `${lines.length} settings are wrong:${lines.join("")}`;
  }
}

type Range = { least: number; most: number; usual: number };
