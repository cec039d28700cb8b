import { reactionStrings as s } from "./deedStrings";
import classes from "./MessageReactions.module.css";
import { ReactorNames } from "./ReactorNames";
import type { MessageView, RoomId } from "./types";

export type ReactionActions = {
  onReact: (view: MessageView, emoji: string, on: boolean) => void;
};

/**
 * The reactions under a message; a press adds or takes back one's own. Only where the server gives
 * a count (staff) is it shown, and the names on demand.
 */
export function MessageReactions(props: {
  view: MessageView;
  roomId: RoomId;
  tabIndex: number;
  actions: ReactionActions;
}) {
  const { view, roomId, tabIndex, actions } = props;
  if (view.reactions.length === 0) return null;
  return (
    <ul className={classes.reactions} aria-label={s.list}>
      {view.reactions.map(({ emoji, mine, count }) => {
        const chip = (
          <button
            type="button"
            className={classes.chip}
            tabIndex={tabIndex}
            disabled={!view.canReact}
            aria-pressed={mine}
            aria-label={s.chip(emoji, count)}
            onClick={() => actions.onReact(view, emoji, !mine)}
          >
            <span aria-hidden>{emoji}</span>
            {count !== null && <span className={classes.count}>{count}</span>}
          </button>
        );
        return (
          <li key={emoji}>
            {count === null ? (
              chip
            ) : (
              <ReactorNames about={{ roomId, messageId: view.messageId, emoji }}>
                {chip}
              </ReactorNames>
            )}
          </li>
        );
      })}
    </ul>
  );
}
