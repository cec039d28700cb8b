/**
 * Comma-separated values (RFC 4180) that a spreadsheet opens without running anything: a field that
 * would begin a formula gets an apostrophe in front of it, which spreadsheets take for "this is text".
 */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function field(value: string): string {
  const harmless = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One record with its line end. */
export function csvRow(values: readonly string[]): string {
  return `${values.map(field).join(",")}\r\n`;
}

/** Tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";
