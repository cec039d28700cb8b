import { spokenLocale } from "../language/language";

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the spoken language writes it, with at most one decimal: "1,234" or "1.234", "2.4" or "2,4". */
export function formatNumber(value: number): string {
  const locale = spokenLocale();
  const known = formats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  formats.set(locale, known);
  return known.format(value);
}
