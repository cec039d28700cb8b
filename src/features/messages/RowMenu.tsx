import { Menu } from "@mantine/core";
import {
  IconCopy,
  IconEye,
  IconHistory,
  IconLink,
  IconPencil,
  IconTrash,
  IconArrowBackUp,
  IconMailOpened,
  IconMoodPlus,
  IconPinned,
  IconPinnedOff,
} from "@tabler/icons-react";
import { useEffect } from "react";
import {
  deedStrings as s,
  markUnreadStrings,
  pinStrings,
  quoteStrings,
  reactionStrings,
} from "./deedStrings";
import { receiptStrings } from "../receipts/receiptStrings";
import { AnchorButton } from "./AnchorButton";
import classes from "./RowMenu.module.css";
import { isEditable } from "./editing";
import type { MessageView } from "./types";

/** Where the menu of a row opens: beside what was pressed (viewport pixels). */
export type MenuAnchor = { view: MessageView; left: number; top: number; height: number };

export type MenuActions = {
  onPickReaction: (anchor: MenuAnchor) => void;
  /** null: nothing can be written here. */
  onReply: ((view: MessageView) => void) | null;
  onPin: (view: MessageView) => void;
  onMarkUnread: (view: MessageView) => void;
  onCopy: (view: MessageView) => void;
  onCopyLink: (view: MessageView) => void;
  onEdit: (view: MessageView) => void;
  onHistory: (view: MessageView) => void;
  /** Who has seen it; null for clients (R5). */
  onReceipts: ((view: MessageView) => void) | null;
  onDelete: (view: MessageView) => void;
};

const ICON = { size: 16, stroke: 1.7, "aria-hidden": true } as const;

/**
 * The one menu of all rows. What it offers is what the server says the viewer may do with this
 * message. `onClose` is told whether the focus should go back to the row.
 */
export default function RowMenu(props: {
  anchor: MenuAnchor;
  actions: MenuActions;
  onClose: (backToRow: boolean) => void;
}) {
  const { anchor, actions, onClose } = props;
  const { view } = anchor;
  const PinIcon = view.pinned ? IconPinnedOff : IconPinned;

  useEffect(() => {
    // It stands where the row was: it does not follow a list that moves.
    const close = () => onClose(false);
    window.addEventListener("wheel", close, { once: true });
    window.addEventListener("resize", close, { once: true });
    return () => {
      window.removeEventListener("wheel", close);
      window.removeEventListener("resize", close);
    };
  }, [onClose]);

  /** `takesFocus`: what it does puts the focus elsewhere (a dialog, an editor). */
  const pick = (deed: (view: MessageView) => void, takesFocus = false) => ({
    onClick: () => {
      onClose(!takesFocus);
      deed(view);
    },
  });
  return (
    <Menu
      opened
      onClose={() => onClose(true)}
      closeOnItemClick={false}
      position="bottom-start"
      shadow="md"
      width={250}
      classNames={{ item: classes.item ?? "" }}
    >
      <Menu.Target>
        <AnchorButton anchor={anchor} label={s.menu} />
      </Menu.Target>
      <Menu.Dropdown>
        {view.canReact && (
          <Menu.Item
            leftSection={<IconMoodPlus {...ICON} />}
            {...pick(() => actions.onPickReaction(anchor), true)}
          >
            {reactionStrings.menu}
          </Menu.Item>
        )}
        {actions.onReply !== null && (
          <Menu.Item leftSection={<IconArrowBackUp {...ICON} />} {...pick(actions.onReply, true)}>
            {quoteStrings.reply}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy {...ICON} />} {...pick(actions.onCopy)}>
          {s.copy}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink {...ICON} />} {...pick(actions.onCopyLink)}>
          {s.copyLink}
        </Menu.Item>
        {!view.author.mine && (
          <Menu.Item leftSection={<IconMailOpened {...ICON} />} {...pick(actions.onMarkUnread)}>
            {markUnreadStrings.action}
          </Menu.Item>
        )}
        {view.canPin && (
          <Menu.Item leftSection={<PinIcon {...ICON} />} {...pick(actions.onPin)}>
            {view.pinned ? pinStrings.unpin : pinStrings.pin}
          </Menu.Item>
        )}
        {isEditable(view) && (
          <Menu.Item leftSection={<IconPencil {...ICON} />} {...pick(actions.onEdit, true)}>
            {s.edit}
          </Menu.Item>
        )}
        {view.hasHistory && (
          <Menu.Item leftSection={<IconHistory {...ICON} />} {...pick(actions.onHistory, true)}>
            {s.history}
          </Menu.Item>
        )}
        {actions.onReceipts !== null && (
          <Menu.Item leftSection={<IconEye {...ICON} />} {...pick(actions.onReceipts, true)}>
            {receiptStrings.menu}
          </Menu.Item>
        )}
        {view.canDelete && (
          <Menu.Item
            color="var(--danger)"
            leftSection={<IconTrash {...ICON} />}
            {...pick(actions.onDelete, true)}
          >
            {s.delete}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
