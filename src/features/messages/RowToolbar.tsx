import { IconDots, IconX } from "@tabler/icons-react";
import { deedStrings as s } from "./deedStrings";
import { deleteStrings } from "./messageStrings";
import classes from "./RowToolbar.module.css";
import type { MessageView } from "./types";

export type ToolbarActions = {
  onDelete: (view: MessageView) => void;
  /** Opens the row's menu beside the button. */
  onMenu: (view: MessageView, button: HTMLElement) => void;
};

/**
 * What can be done with a message at once: shown while its row is pointed at or in focus; by touch a
 * tap on the row shows it. The cross (R12) is always there by touch, wherever the viewer may delete.
 */
export function RowToolbar(props: {
  view: MessageView;
  isCurrent: boolean;
  /** Author and time, to name the buttons. */
  of: string;
  actions: ToolbarActions;
}) {
  const { view, of, actions } = props;
  const tabIndex = props.isCurrent ? 0 : -1;
  return (
    <>
      <div className={classes.tools}>
        <button
          type="button"
          className={classes.tool}
          data-menu
          tabIndex={tabIndex}
          aria-haspopup="menu"
          aria-label={s.more(of)}
          title={s.moreTooltip}
          onClick={(event) => actions.onMenu(view, event.currentTarget)}
        >
          <IconDots size={17} aria-hidden />
        </button>
      </div>
      {view.canDelete && (
        <button
          type="button"
          className={classes.cross}
          data-delete
          tabIndex={tabIndex}
          aria-label={deleteStrings.action(of)}
          title={deleteStrings.tooltip}
          onClick={() => actions.onDelete(view)}
        >
          <IconX size={16} aria-hidden />
        </button>
      )}
    </>
  );
}
