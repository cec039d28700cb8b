import { IconLock, IconSpeakerphone, IconUsersGroup } from "@tabler/icons-react";
import { createRoomStrings } from "./createRoomStrings";
import { strings } from "../../lib/strings";
import type { RoomKind } from "./roomListTypes";
import classes from "./RoomKindPicker.module.css";

const KINDS = [
  { kind: "client", Icon: IconUsersGroup },
  { kind: "internal", Icon: IconLock },
  { kind: "announcement", Icon: IconSpeakerphone },
] as const;

/** The three kinds of room, each with the sentence that tells them apart. A room never changes its kind (R9). */
export function RoomKindPicker(props: { value: RoomKind; onChange: (kind: RoomKind) => void }) {
  return (
    <fieldset className={classes.kinds}>
      <legend>{createRoomStrings.kind}</legend>
      {KINDS.map(({ kind, Icon }) => (
        <label key={kind} className={classes.kind} data-kind={kind}>
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={props.value === kind}
            onChange={() => props.onChange(kind)}
          />
          <Icon size={20} stroke={1.7} aria-hidden />
          <span>
            <span className={classes.name}>{strings.rooms.kinds[kind]}</span>
            <span className={classes.hint}>{createRoomStrings.kindHints[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
