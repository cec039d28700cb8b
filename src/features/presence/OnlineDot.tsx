import { Said } from "../../components/Said";
import classes from "./presence.module.css";
import { presenceStrings as s } from "./presenceStrings";

/** Beside a name: this person is here now. */
export function OnlineDot() {
  return (
    <span className={classes.dot} title={s.online}>
      <Said>, {s.online}</Said>
    </span>
  );
}
