import { shownText } from "./mentionText";
import { Modal, Text } from "@mantine/core";
import { api } from "../../../convex/_generated/api";
import { formatFull } from "../../lib/dates";
import { errorSentence } from "../../lib/errors";
import { useQueryState } from "../../lib/useQueryState";
import { useViewer } from "../auth/viewer";
import { historyStrings as s } from "./messageDialogStrings";
import classes from "./HistoryDialog.module.css";
import type { MessageView, RoomId } from "./types";

/** What an edited message says and said before, newest first. The team's only. */
export default function HistoryDialog(props: {
  roomId: RoomId;
  view: MessageView;
  onClose: () => void;
}) {
  const { roomId, view } = props;
  const { timeZone } = useViewer();
  const history = useQueryState({
    query: api.messages.history,
    args: { roomId, messageId: view.messageId },
  });
  const now = { text: shownText(view), writtenTime: view.editedTime ?? view.time };
  return (
    <Modal opened onClose={props.onClose} title={s.title}>
      <Text size="sm" c="var(--ink-2)">
        {s.note}
      </Text>
      {history.status === "pending" && <Text mt="md">{s.loading}</Text>}
      {history.status === "error" && <Text mt="md">{errorSentence(history.error)}</Text>}
      {history.status === "success" && (
        <ol className={classes.versions}>
          {[now, ...history.data].map(({ text, writtenTime }, index) => (
            <li key={index}>
              <p className={classes.time}>
                {index === 0 && `${s.now} · `}
                {formatFull(writtenTime, timeZone)}
              </p>
              <p dir="auto" className={classes.text}>
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Modal>
  );
}
