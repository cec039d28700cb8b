import { Skeleton } from "@mantine/core";
import { Delayed } from "../../components/Delayed";
import { strings } from "../../lib/strings";
import classes from "./RoomListSkeleton.module.css";

/** Five rows in the shape of the real ones, after the delay that keeps quick loads free of them. */
export function RoomListSkeleton() {
  return (
    <output className={classes.list} aria-label={strings.loading}>
      <Delayed>
        {[64, 48, 72, 40, 56].map((width) => (
          <div key={width} className={classes.row}>
            <Skeleton width={40} height={40} radius="md" />
            <div className={classes.lines}>
              <Skeleton height={11} width={`${width}%`} />
              <Skeleton height={9} width="86%" />
            </div>
          </div>
        ))}
      </Delayed>
    </output>
  );
}
