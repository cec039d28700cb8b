import { strings } from "../lib/strings";
import { Delayed } from "./Delayed";
import { Mark } from "./Mark";
import classes from "./Splash.module.css";

/** The first load only: the product's sign, after the delay that keeps quick starts free of it. */
export function Splash() {
  return (
    <output className={classes.splash} aria-label={strings.loading}>
      <Delayed>
        <div className={classes.tile}>
          <Mark size={34} />
        </div>
      </Delayed>
    </output>
  );
}
