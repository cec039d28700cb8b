import type { JumpStrings } from "./jumpStrings";

export const jumpStrings: JumpStrings = {
  viewingOlder: "Sie sehen ältere Nachrichten",
  toLatest: "Zu den neuesten",
  missing: "Diese Nachricht gibt es nicht mehr.",
  dismiss: "Ausblenden",
  loadingNewer: "Neuere Nachrichten werden geladen",
};
