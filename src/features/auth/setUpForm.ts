import { spokenLanguage } from "../../language/language";
import type { FirmAndOwner } from "./signInCalls";
import { signInStrings } from "./signInStrings";

const text = signInStrings.setUp;
export type SetUpForm = FirmAndOwner;

/** What the form begins with: a colour, the language of this page and the zone of this browser. */
export function emptySetUp(accentColor: string): SetUpForm {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    firmName: "",
    accentColor,
    timeZone,
    ownerName: "",
    ownerEmail: "",
    language: spokenLanguage(),
  };
}

/** What still keeps the firm from being set up, by field. The server knows more about addresses than this. */
export function setUpProblems({ firmName, accentColor, ownerName, ownerEmail }: SetUpForm) {
  return {
    firmName: firmName.trim() === "" ? text.firmNameMissing : null,
    accentColor: /^#[0-9a-f]{6}$/i.test(accentColor) ? null : text.accentWrong,
    ownerName: ownerName.trim() === "" ? text.ownerNameMissing : null,
    ownerEmail: /^\S+@\S+\.\S+$/.test(ownerEmail.trim()) ? null : signInStrings.code.emailMissing,
  };
}
