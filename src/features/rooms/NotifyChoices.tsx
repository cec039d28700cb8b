import { useId } from "react";
import type { Id } from "../../../convex/_generated/dataModel";
import type { Notify } from "./notify";
import classes from "./NotifyChoices.module.css";
import { notifyStrings as s } from "./notifyStrings";
import { useNotifyChoice } from "./useNotifyChoice";

/** The same choice as in the room's menu, for its details: which messages reach one (R13). */
export function NotifyChoices({ roomId, notify }: { roomId: Id<"rooms">; notify: Notify }) {
  const { choices, chosen, choose } = useNotifyChoice(roomId, notify);
  const name = useId();
  return (
    <fieldset className={classes.choices}>
      <legend>{s.label}</legend>
      {choices.map(({ value, text }) => (
        <label key={value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => choose(value)}
          />
          <span>
            {text.name}
            <small>{text.hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
