import { IconArrowBackUp, IconDots, IconMoodPlus, IconX } from "@tabler/icons-react";
import { deedStrings as s, quoteStrings, reactionStrings } from "./deedStrings";
import { deleteStrings } from "./messageStrings";
import classes from "./RowToolbar.module.css";
import type { MessageView } from "./types";

export type ToolbarActions = {
  onDelete: (view: MessageView) => void;
  /** Copies the message's own address. */
  onCopyLink: (view: MessageView) => void;
  /** Opens the row's menu beside the button. */
  onMenu: (view: MessageView, button: HTMLElement) => void;
  /** Offers reactions beside the button. */
  onPickReaction: (view: MessageView, button: HTMLElement) => void;
  /** null: nothing can be written here. */
  onReply: ((view: MessageView) => void) | null;
};

/**
 * What can be done with a message at once: shown while its row is pointed at or in focus; by touch a
 * tap on the row shows it. The cross (R12) is always there by touch, wherever the viewer may delete.
 */
export function RowToolbar(props: {
  view: MessageView;
  tabIndex: number;
  /** Author and time, to name the buttons. */
  of: string;
  actions: ToolbarActions;
}) {
  const { view, of, actions, tabIndex } = props;
  const { onReply } = actions;
  return (
    <>
      <div className={classes.tools}>
        {view.canReact && (
          <button
            type="button"
            className={classes.tool}
            tabIndex={tabIndex}
            aria-haspopup="dialog"
            aria-label={reactionStrings.reactTo(of)}
            title={reactionStrings.react}
            onClick={(event) => actions.onPickReaction(view, event.currentTarget)}
          >
            <IconMoodPlus size={17} aria-hidden />
          </button>
        )}
        {onReply !== null && (
          <button
            type="button"
            className={classes.tool}
            tabIndex={tabIndex}
            aria-label={quoteStrings.replyTo(of)}
            title={quoteStrings.reply}
            onClick={() => onReply(view)}
          >
            <IconArrowBackUp size={17} aria-hidden />
          </button>
        )}
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
