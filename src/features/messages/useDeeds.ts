import { shownText } from "./mentionText";
import { type RefObject, useCallback, useMemo, useState } from "react";
import { deedStrings as s } from "./deedStrings";
import { type Editing, type EditActions, isEditable } from "./editing";
import type { MessageListHandle } from "./MessageList";
import type { ReactionActions } from "./MessageReactions";
import { permalink } from "./permalink";
import { type Quote, quoteOf } from "./quote";
import type { MenuActions, MenuAnchor } from "./RowMenu";
import type { ToolbarActions } from "./RowToolbar";
import { rowKey } from "./timeline";
import type { Audience, MessageView, RoomId } from "./types";
import { useEditing } from "./useEditing";
import { usePinAndMark } from "./usePinAndMark";
import { useReact } from "./useReact";

/** What is open over the list, about one message. */
export type OpenDeed =
  | { kind: "menu" | "reaction"; anchor: MenuAnchor }
  | { kind: "delete" | "history" | "receipts"; view: MessageView };

export type Deeds = {
  open: OpenDeed | null;
  editing: Editing | null;
  rowActions: ToolbarActions & EditActions & ReactionActions;
  /** What the next message answers. */
  quote: Quote | null;
  setQuote: (quote: Quote | null) => void;
  menuActions: MenuActions;
  /** Edits the newest message of the viewer's own that can still be edited, if there is one. */
  editLast: (messages: readonly MessageView[]) => void;
  close: (focus: "row" | "neighbour" | "none") => void;
};

function anchorAt(view: MessageView, button: HTMLElement): MenuAnchor {
  const { left, top, height } = button.getBoundingClientRect();
  return { view, left, top, height };
}

/**
 * What this viewer is doing with a message of the room: its menu, the dialogs that the menu leads to,
 * and the editor. At most one of each is open.
 */
export function useDeeds(
  roomId: RoomId,
  list: RefObject<MessageListHandle | null>,
  say: (sentence: string) => void,
  { audience, onReply }: { audience: Audience; onReply: (() => void) | null },
): Deeds {
  const [open, setOpen] = useState<OpenDeed | null>(null);
  const { editing, start, stop, save } = useEditing(roomId);
  const [quote, setQuote] = useState<Quote | null>(null);
  const react = useReact(roomId, say, audience === "staff");
  const { pin, markUnread } = usePinAndMark(roomId, say, list);

  const copy = useCallback(
    async (text: string, done: string) => {
      try {
        await navigator.clipboard.writeText(text);
        say(done);
      } catch {
        say(s.notCopied); // no permission, or no secure context
      }
    },
    [say],
  );
  const close = useCallback(
    (focus: "row" | "neighbour" | "none") => {
      setOpen(null);
      const view = open === null ? null : "anchor" in open ? open.anchor.view : open.view;
      if (view === null || focus === "none") return;
      // After the menu or dialog has let go of the focus.
      setTimeout(() => {
        if (focus === "row") list.current?.focusRow(rowKey(view));
        else list.current?.focusNeighbour(rowKey(view));
      });
    },
    [open, list],
  );

  const reply = useMemo(
    () =>
      onReply === null
        ? null
        : (view: MessageView) => {
            setQuote(quoteOf(view));
            // After the menu has let go of the focus.
            setTimeout(onReply);
          },
    [onReply],
  );
  const rowActions = useMemo(
    () => ({
      onDelete: (view: MessageView) => setOpen({ kind: "delete", view }),
      onMenu: (view: MessageView, button: HTMLElement) => {
        setOpen({ kind: "menu", anchor: anchorAt(view, button) });
      },
      onPickReaction: (view: MessageView, button: HTMLElement) => {
        setOpen({ kind: "reaction", anchor: anchorAt(view, button) });
      },
      onCopyLink: (view: MessageView) => void copy(permalink(roomId, view), s.linkCopied),
      onReact: react,
      onReply: reply,
      onSaveEdit: (view: MessageView, text: string) => {
        save(view, text);
        list.current?.focusRow(rowKey(view));
      },
      onCancelEdit: (view: MessageView) => {
        stop();
        list.current?.focusRow(rowKey(view));
      },
    }),
    [roomId, copy, save, stop, list, react, reply],
  );
  const menuActions = useMemo<MenuActions>(
    () => ({
      onPickReaction: (anchor) => setOpen({ kind: "reaction", anchor }),
      onReply: reply,
      onPin: pin,
      onMarkUnread: markUnread,
      onCopy: (view) => void copy(shownText(view), s.copied),
      onCopyLink: rowActions.onCopyLink,
      onEdit: start,
      onHistory: (view) => setOpen({ kind: "history", view }),
      onReceipts: audience === "staff" ? (view) => setOpen({ kind: "receipts", view }) : null,
      onDelete: rowActions.onDelete,
    }),
    [copy, start, rowActions, audience, reply, pin, markUnread],
  );
  const editLast = (messages: readonly MessageView[]) => {
    const last = messages.findLast((view) => isEditable(view));
    if (last !== undefined) start(last);
  };
  return { open, editing, quote, setQuote, rowActions, menuActions, editLast, close };
}
