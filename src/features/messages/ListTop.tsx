import type { PaginationStatus } from "convex/react";
import type { ReactNode, Ref } from "react";
import { Delayed } from "../../components/Delayed";
import classes from "./ListTop.module.css";
import { messageStrings as s } from "./messageStrings";

/** Widths of the skeleton's rows, in parts of the list, so that they look like talk. */
const FIRST_PAGE = [0.45, 0.6, 0.3, 0.52, 0.38, 0.64, 0.42];
const OLDER_PAGE = [0.5, 0.34, 0.6];

/**
 * What stands above the oldest loaded row: rows to come, or the start of the conversation. `ref`
 * is what useMorePages watches.
 */
export function ListTop({
  ref,
  status,
  start,
}: {
  ref?: Ref<HTMLDivElement>;
  status: PaginationStatus;
  start: ReactNode;
}) {
  return (
    <div ref={ref} className={classes.top}>
      {status === "LoadingFirstPage" && (
        <Delayed>
          <Skeleton widths={FIRST_PAGE} />
        </Delayed>
      )}
      {(status === "CanLoadMore" || status === "LoadingMore") && <Skeleton widths={OLDER_PAGE} />}
      {status === "Exhausted" && start}
    </div>
  );
}

function Skeleton({ widths }: { widths: number[] }) {
  return (
    <div className={classes.skeleton}>
      <span className="visually-hidden">{s.loadingOlder}</span>
      {widths.map((width, index) => (
        <div
          key={index}
          className={classes.bone}
          data-mine={index % 3 === 2 || undefined}
          style={{ width: `${width * 100}%` }}
        />
      ))}
    </div>
  );
}
