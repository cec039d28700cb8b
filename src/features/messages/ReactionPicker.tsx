import { Popover } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { AnchorButton } from "./AnchorButton";
import { reactionStrings as s } from "./deedStrings";
import classes from "./ReactionPicker.module.css";
import type { MenuAnchor } from "./RowMenu";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const EmojiPicker = lazyPart(() => import("./EmojiPicker"));

const QUICK = ["👍", "❤️", "🎉", "😂", "😮", "🙏"];

/** Six reactions at hand, and all the others behind a plus. */
export default function ReactionPicker(props: {
  anchor: MenuAnchor;
  onPick: (emoji: string, on: boolean) => void;
  onClose: () => void;
}) {
  const { view } = props.anchor;
  const [all, setAll] = useState(false);
  const isMine = (emoji: string) =>
    view.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
  return (
    <Popover opened onDismiss={props.onClose} trapFocus position="top" shadow="md">
      <Popover.Target>
        <AnchorButton anchor={props.anchor} label={s.pick} />
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={s.pick}>
        {all ? (
          <PartBoundary fallback={<p className={classes.loading}>{s.loading}</p>}>
            <EmojiPicker onPick={(emoji) => props.onPick(emoji, true)} />
          </PartBoundary>
        ) : (
          <div className={classes.quick}>
            {QUICK.map((emoji) => (
              <button
                key={emoji}
                type="button"
                className={classes.emoji}
                aria-label={s.quick(emoji)}
                aria-pressed={isMine(emoji)}
                onClick={() => props.onPick(emoji, !isMine(emoji))}
              >
                {emoji}
              </button>
            ))}
            <button
              type="button"
              className={classes.emoji}
              aria-label={s.more}
              title={s.more}
              onClick={() => setAll(true)}
            >
              <IconPlus size={18} aria-hidden />
            </button>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
