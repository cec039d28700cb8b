import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { firmStrings as text } from "./firmStrings";

export type FirmSettings = FunctionReturnType<typeof api.firm.settings>;

const COLOUR = /^#[0-9a-f]{6}$/i;

/** What still keeps the settings from being saved, by field, as sentences. */
export function firmProblems(form: FirmSettings): {
  name: string | null;
  accentColor: string | null;
  waitingHours: string | null;
} {
  const { start, end } = form.waitingHours;
  return {
    name: form.name.trim() === "" ? text.nameMissing : null,
    accentColor: COLOUR.test(form.accentColor) ? null : text.accentWrong,
    waitingHours: start < end ? null : text.hoursWrong,
  };
}

/** The arguments of `firm.update`: only what differs, so that the audit log names what was changed. */
export function changesOf(before: FirmSettings, form: FirmSettings): Partial<FirmSettings> {
  const keys = Object.keys(form) as (keyof FirmSettings)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(form[key]));
  return Object.fromEntries(changed.map((key) => [key, form[key]]));
}
