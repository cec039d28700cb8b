/** The page behind an email's "mute" links: plain HTML, works without scripts. */
import type { Language } from "../validators";
import { escapeHtml } from "./escape";

export type UnsubscribePage =
  | { kind: "unknown" }
  | { kind: "choice"; token: string; roomName: string }
  | { kind: "done"; scope: "room" | "all" };

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;display:grid;
place-items:center;min-height:90vh;margin:0 16px}main{max-width:28rem}button{font:inherit;padding:.6rem 1rem;
border-radius:.5rem;border:1px solid currentColor;background:none;color:inherit;cursor:pointer;margin:.25rem 0}`;

type Words = {
  unknown: string;
  unknownHint: string;
  choice: string;
  unchanged: string;
  muteRoom: (roomName: string) => string;
  muteAll: string;
  done: Record<"room" | "all", string>;
  doneHint: string;
};

const WORDS: Record<Language, Words> = {
  en: {
    unknown: "This link is not valid",
    unknownHint: "You can change your email settings in the app under Settings → My profile.",
    choice: "Mute email",
    unchanged: "Nothing has been changed yet.",
    muteRoom: (roomName) => `Mute “${roomName}”`,
    muteAll: "Mute all email",
    done: { room: "This room is muted", all: "All email is muted" },
    doneHint: "You can switch it on again in the app under Settings → My profile.",
  },
  de: {
    unknown: "Dieser Link ist ungültig",
    unknownHint: "Was wir Ihnen mailen, können Sie in der App in Ihrem Profil einstellen.",
    choice: "E-Mails stummschalten",
    unchanged: "Bisher hat sich nichts geändert.",
    muteRoom: (roomName) => `„${roomName}“ stummschalten`,
    muteAll: "Alle E-Mails abschalten",
    done: { room: "Dieser Raum ist stumm", all: "Alle E-Mails sind abgeschaltet" },
    doneHint: "In der App können Sie sie in Ihrem Profil wieder einschalten.",
  },
};

function body(page: UnsubscribePage, words: Words): { title: string; content: string } {
  switch (page.kind) {
    case "unknown":
      return { title: words.unknown, content: `<p>${words.unknownHint}</p>` };
    case "choice": {
      const form = (scope: "room" | "all", label: string) =>
        `<form method="post" action="/unsubscribe?token=${encodeURIComponent(page.token)}&amp;scope=${scope}"><button>${escapeHtml(label)}</button></form>`;
      return {
        title: words.choice,
        content: `<p>${words.unchanged}</p>
${form("room", words.muteRoom(page.roomName))}
${form("all", words.muteAll)}`,
      };
    }
    case "done":
      return { title: words.done[page.scope], content: `<p>${words.doneHint}</p>` };
  }
}

/** The whole HTML document, in the language of the emails that lead to it. */
export function renderUnsubscribePage(page: UnsubscribePage, language: Language): string {
  const { title, content } = body(page, WORDS[language]);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}
