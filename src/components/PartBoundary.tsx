import { Component, type ReactNode, Suspense } from "react";
import { PartNotLoaded } from "../lib/lazyPart";
import { strings } from "../lib/strings";
import classes from "./PartBoundary.module.css";

type Props = {
  children: ReactNode;
  /** Shown until the part is there. */
  fallback?: ReactNode;
  /** Nothing is said of a failure: one can do without the part. */
  quiet?: boolean;
  /** What opened the part is told when its reader gives up. */
  onClose?: (() => void) | undefined;
};

/**
 * Around a part that is downloaded when it is opened (a menu, a dialog): if that fails, a line says so and
 * offers to try again, and nothing else is disturbed. Any other error goes on to the pane's boundary.
 */
export class PartBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { children, fallback = null, quiet = false, onClose } = this.props;
    if (error === null) return <Suspense fallback={fallback}>{children}</Suspense>;
    if (!(error instanceof PartNotLoaded)) throw error;
    if (quiet) return fallback;
    const retry = () => {
      error.retry();
      this.setState({ error: null });
    };
    return (
      <>
        {fallback}
        <div role="alert" className={classes.alert}>
          <span>{strings.errors.partNotLoaded}</span>
          <button type="button" onClick={retry}>
            {strings.retry}
          </button>
          {onClose !== undefined && (
            <button type="button" onClick={onClose}>
              {strings.close}
            </button>
          )}
        </div>
      </>
    );
  }
}
