import { Button } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { errorCode, errorSentence } from "../lib/errors";
import { PartNotLoaded } from "../lib/lazyPart";
import { strings } from "../lib/strings";
import { EmptyState } from "./EmptyState";

type Props = {
  children: ReactNode;
  /** A room's pane: "not found" is then said as lost access. */ room?: boolean;
};

/**
 * Keeps a crash inside one pane: the pane says so and offers to start again, the rest of the app goes on.
 * A query's error lands here too; NOT_FOUND in a room's pane is access that ended (R4, G9), not a crash.
 */
export class PaneBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    if (errorCode(error) === null && !(error instanceof PartNotLoaded)) {
      console.error(error, info.componentStack);
    }
  }

  readonly #startAgain = (): void => {
    if (this.state.error instanceof PartNotLoaded) this.state.error.retry();
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const code = errorCode(error);
    const lost = this.props.room === true && code === "NOT_FOUND";
    const { title, body } = lost
      ? { title: strings.errors.lostRoomTitle, body: strings.errors.lostRoomBody }
      : explain(error, code);
    return (
      <div role="alert" style={{ height: "100%" }}>
        <EmptyState title={title} body={body}>
          <Button variant="default" onClick={this.#startAgain}>
            {strings.reload}
          </Button>
        </EmptyState>
      </div>
    );
  }
}

function explain(error: unknown, code: string | null): { title: string; body: string } {
  const { errors } = strings;
  if (error instanceof PartNotLoaded) return { title: errors.title, body: errors.partNotLoaded };
  return { title: errors.paneTitle, body: code === null ? errors.paneBody : errorSentence(error) };
}
