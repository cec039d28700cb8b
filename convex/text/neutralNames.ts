/**
 * The names that nobody chose: they stand for somebody who is not known, or was erased. They are kept and
 * handed out in English like any other name; whoever shows one says it in the reader's language.
 */
import type { Language, UserKind } from "../validators";

/** Somebody whose account is not there. */
export const UNKNOWN = "Unknown";

/** How an erased person is called wherever they wrote something. */
export const FORMER: Record<UserKind, string> = {
  client: "Former contact",
  staff: "Former colleague",
};

const IN_OTHER_LANGUAGES: Record<Exclude<Language, "en">, ReadonlyMap<string, string>> = {
  de: new Map([
    [UNKNOWN, "Unbekannt"],
    [FORMER.client, "Ehemaliger Ansprechpartner"],
    [FORMER.staff, "Ehemaliges Teammitglied"],
  ]),
};

/** A name as a reader of `language` should see it: a neutral one in their words, any other as it is. */
export function nameIn(language: Language, name: string): string {
  return language === "en" ? name : (IN_OTHER_LANGUAGES[language].get(name) ?? name);
}
