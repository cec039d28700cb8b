import { isOne, plural } from "../../lib/plural";
import type { MessageDialogStrings } from "./messageDialogStrings";

const MAYBE_MAILED =
  "Sie wurde vielleicht schon per E-Mail gesendet; was in einem Postfach liegt, bleibt dort.";

export const messageDialogs: MessageDialogStrings = {
  deleteDialogStrings: {
    title: "Diese Nachricht für alle löschen?",
    body: "Sie ist sofort weg und lässt sich nicht zurückholen.",
    maybeMailed: MAYBE_MAILED,
    mailed: (people, isAll) => {
      if (people === 0) return isAll ? "Niemand hat sie per E-Mail bekommen." : MAYBE_MAILED;
      const count = `${isAll ? "" : "mindestens "}${plural(people, "Person", "Personen")}`;
      return `Sie ging schon per E-Mail an ${count} und bleibt in ${isOne(people) ? "deren Postfach" : "deren Postfächern"}.`;
    },
    confirm: "Nachricht löschen",
  },
  historyStrings: {
    title: "Frühere Fassungen",
    now: "Jetzt",
    note: "Nur das Team sieht, was vorher in einer Nachricht stand.",
    loading: "Frühere Fassungen werden geladen …",
  },
};
