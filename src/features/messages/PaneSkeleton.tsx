import type { ReactNode } from "react";
import { ListTop } from "./ListTop";
import classes from "./PaneSkeleton.module.css";

/** The shape of a room while it loads; the way back already works. */
export function PaneSkeleton({ back }: { back?: ReactNode }) {
  return (
    <div className={classes.pane} aria-busy="true">
      <div className={classes.header}>
        {back}
        <div className={classes.name} />
      </div>
      <div className={classes.list}>
        <ListTop status="LoadingFirstPage" start={null} />
      </div>
    </div>
  );
}
