/** The language for the emails of somebody new: their browser's, where there are emails in it. */
export function browserLanguage(): "en" | "de" {
  return /^de\b/i.test(navigator.language) ? "de" : "en";
}
