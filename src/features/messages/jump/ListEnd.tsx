import type { PaginationStatus } from "convex/react";
import type { Ref } from "react";
import classes from "./ListEnd.module.css";
import { jumpStrings as s } from "./jumpStrings";

/** What stands below the newest loaded row of a history opened in its middle: newer rows to come. */
export function ListEnd({ ref, status }: { ref: Ref<HTMLDivElement>; status: PaginationStatus }) {
  const hasMore = status === "CanLoadMore" || status === "LoadingMore";
  return (
    <div ref={ref} className={classes.end}>
      {hasMore && (
        <>
          <span className="visually-hidden">{s.loadingNewer}</span>
          <div className={classes.bone} />
          <div className={classes.bone} />
        </>
      )}
    </div>
  );
}
