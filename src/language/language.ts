/**
 * Which language the app speaks on this screen: the viewer's own once they are known (the setting that their emails
 * follow too), before that what this device spoke last, else the browser's.
 *
 * To add a sentence: write it into the feature's `…Strings.ts`; the compiler asks for the German one in the
 * `….de.ts` beside it. To add a file of sentences: `translated("name", english)`, and a line in `german.ts`.
 * To add a language: a catalogue like `german.ts`, a line in LANGUAGES and in CATALOGUES, and the backend's `vLanguage`.
 */
import type { Language } from "../../convex/validators";
import { readStored, writeStored } from "../lib/deviceStorage";
import type { german } from "./german";

export type { Language };
/** Every sentence of the app by the name of its `translated` object. */
export type Catalogue = typeof german;

/** The languages by their own names, with the locale of dates, numbers and plurals. */
export const LANGUAGES: Record<Language, { name: string; locale: string }> = {
  en: { name: "English", locale: "en-GB" },
  de: { name: "Deutsch", locale: "de-DE" },
};

/** English stands in the code; each other language is one download, for those who read it. */
const CATALOGUES: Record<Exclude<Language, "en">, () => Promise<Catalogue>> = {
  de: async () => (await import("./german")).german,
};
const MEMORY_KEY = "anteroom:language";

let spoken: Language = "en";
let wanted: Language = "en";
let catalogue: Catalogue | null = null;
const listeners = new Set<() => void>();

/** The language of what is on screen now. */
export function spokenLanguage(): Language {
  return spoken;
}

/** The locale of dates, numbers and plurals now, for Intl. */
export function spokenLocale(): string {
  return LANGUAGES[spoken].locale;
}

/** The sentences of the spoken language; null while it is English. */
export function spokenCatalogue(): Catalogue | null {
  return catalogue;
}

/** Tells `listener` when another language is spoken; gives the way to stop. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Speaks `language` from now on, also after a reload of this device. Resolves when it is spoken, or when it could not be
 * downloaded: then the language stays as it is. Of two calls the later one decides.
 */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (language === "en") return become("en", null);
  try {
    const words = await CATALOGUES[language]();
    if (wanted === language) become(language, words);
  } catch {
    // Understood in English is better than not at all.
  }
}

function become(language: Language, words: Catalogue | null): void {
  writeStored(MEMORY_KEY, language);
  document.documentElement.lang = language;
  if (language === spoken) return;
  spoken = language;
  catalogue = words;
  for (const listener of listeners) listener();
}

/** The language to begin with, before anybody is signed in. */
export function firstLanguage(): Language {
  const known = (text: string | null) =>
    (Object.keys(LANGUAGES) as Language[]).find((language) => language === text);
  const browsers = navigator.language.slice(0, 2).toLowerCase();
  return known(readStored(MEMORY_KEY)) ?? known(browsers) ?? "en";
}
