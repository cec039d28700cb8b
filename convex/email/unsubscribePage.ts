/** The page behind an email's "mute" links: plain HTML, works without scripts. */
import { escapeHtml } from "./escape";

export type UnsubscribePage =
  | { kind: "unknown" }
  | { kind: "choice"; token: string; roomName: string }
  | { kind: "done"; scope: "room" | "all" };

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;display:grid;
place-items:center;min-height:90vh;margin:0 16px}main{max-width:28rem}button{font:inherit;padding:.6rem 1rem;
border-radius:.5rem;border:1px solid currentColor;background:none;color:inherit;cursor:pointer;margin:.25rem 0}`;

function body(page: UnsubscribePage): { title: string; content: string } {
  switch (page.kind) {
    case "unknown":
      return {
        title: "This link is not valid",
        content:
          "<p>You can change your email settings in the app under Settings → My profile.</p>",
      };
    case "choice": {
      const action = (scope: string) =>
        `/unsubscribe?token=${encodeURIComponent(page.token)}&amp;scope=${scope}`;
      return {
        title: "Mute email",
        content: `<p>Nothing has been changed yet.</p>
<form method="post" action="${action("room")}"><button>Mute “${escapeHtml(page.roomName)}”</button></form>
<form method="post" action="${action("all")}"><button>Mute all email</button></form>`,
      };
    }
    case "done":
      return {
        title: page.scope === "all" ? "All email is muted" : "This room is muted",
        content: "<p>You can switch it on again in the app under Settings → My profile.</p>",
      };
  }
}

/** The whole HTML document. */
export function renderUnsubscribePage(page: UnsubscribePage): string {
  const { title, content } = body(page);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}
