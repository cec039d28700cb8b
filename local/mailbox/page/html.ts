/** HTML as a template literal in which every inserted value is escaped. */

/** Text that is already HTML; only `html` makes it. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Insertable = string | number | SafeHtml | null | undefined | false | SafeHtml[];

/** Escapes what is inserted, except nested `html` and lists of it; null, undefined, false vanish. */
export function html(strings: TemplateStringsArray, ...values: Insertable[]): SafeHtml {
  const parts = strings.map((string, index) => string + insert(values[index]));
  return new SafeHtml(parts.join(""));
}

function insert(value: Insertable): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof SafeHtml) return value.text;
  if (Array.isArray(value)) return value.map((entry) => entry.text).join("");
  return escapeHtml(String(value));
}

/** Makes text safe inside an element and inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
