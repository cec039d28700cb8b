/** Which of our languages a browser asks for, where nobody is known whose own would count. */
import type { Language } from "../validators";

/** More entries than a browser sends are not read. */
const ENTRIES_LIMIT = 20;

/**
 * Reads an Accept-Language header (RFC 9110, 12.5.4): the language with the highest weight that we have,
 * the first of equals; English where there is none.
 */
export function acceptedLanguage(header: string | null): Language {
  let best: { language: Language; weight: number } = { language: "en", weight: 0 };
  for (const entry of (header ?? "").slice(0, 1_000).split(",").slice(0, ENTRIES_LIMIT)) {
    const [range = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const language = range.split("-")[0];
    if (language !== "en" && language !== "de") continue;
    const weight = weightOf(parameters);
    if (weight > best.weight) best = { language, weight };
  }
  return best.language;
}

/** `q=0.8`, from 0 (not wanted) to 1; 1 where it is missing, 0 where it can't be read. */
function weightOf(parameters: string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith("q="));
  if (given === undefined) return 1;
  const weight = Number(given.slice("q=".length));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
