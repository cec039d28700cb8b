import { type ReactNode, useEffect, useRef } from "react";
import { OfflineBanner } from "../../components/OfflineBanner";
import { PaneBoundary } from "../../components/PaneBoundary";
import { PartBoundary } from "../../components/PartBoundary";
import { useViewer } from "../../features/auth/viewer";
import { useDesktopState } from "../../features/notifications/desktopState";
import { lazyPart } from "../../lib/lazyPart";
import { strings } from "../../lib/strings";
import type { Shell } from "../paths";
import classes from "./ShellFrame.module.css";

const DesktopNotifier = lazyPart(() => import("../../features/notifications/DesktopNotifier"));

type Props = {
  shell: Shell;
  /** Beside everything on a desktop, at the foot of the list on a phone. */
  rail?: ReactNode;
  /** Above everything. */
  top?: ReactNode;
  /** The pane with the list of rooms; null where there is nothing to choose from. */
  list: ReactNode | null;
  /** Which pane a phone shows. */
  phone: "list" | "main";
  /** The main pane starts afresh (out of a crash, too) when this changes. */
  paneKey: string;
  /** The main pane is a room. */
  room: boolean;
  /** The command palette. */
  palette: ReactNode;
  children: ReactNode;
};

/** The panes that both shells have: list | main on a desktop, one of them on a phone (below 768 px). */
export function ShellFrame(props: Props) {
  const desktop = useDesktopState(useViewer().email);
  useFocusOfPane(props.paneKey);
  return (
    <div className={classes.shell} data-phone={props.phone}>
      <a className={classes.skip} href="#main">
        {strings.nav.skip}
      </a>
      <OfflineBanner />
      {props.palette}
      {desktop === "on" && (
        <PartBoundary quiet>
          <DesktopNotifier shell={props.shell} />
        </PartBoundary>
      )}
      {props.top}
      <div className={classes.panes}>
        {props.rail}
        {props.list !== null && (
          <aside className={classes.list} aria-label={strings.nav.rooms}>
            <PaneBoundary>{props.list}</PaneBoundary>
          </aside>
        )}
        <main id="main" className={classes.main} tabIndex={-1}>
          <PaneBoundary key={props.paneKey} room={props.room}>
            {props.children}
          </PaneBoundary>
        </main>
      </div>
    </div>
  );
}

/** What had the focus may go with its page: then it is at the beginning of the next one, unless that takes it further. */
function useFocusOfPane(paneKey: string): void {
  const before = useRef(paneKey);
  useEffect(() => {
    if (before.current === paneKey) return;
    before.current = paneKey;
    if (document.activeElement === document.body) {
      document.getElementById("main")?.focus({ preventScroll: true });
    }
  }, [paneKey]);
}
