import { memo } from "react";
import type { RoomId } from "../messages/types";
import { FileRow } from "./FileRow";
import classes from "./MessageAttachments.module.css";
import { PictureTile } from "./PictureTile";
import { isPicture, type ShownFile } from "./shownFile";

/** What a message carries: its pictures as a grid, every other file as a row that downloads it. */
export const MessageAttachments = memo(function MessageAttachments(props: {
  roomId: RoomId;
  files: readonly ShownFile[];
  /** Whether the list's one tab stop is on this message. */
  isCurrent: boolean;
}) {
  const { roomId, files, isCurrent } = props;
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <div className={classes.attachments}>
      {pictures.length > 0 && (
        <div className={classes.pictures} data-count={Math.min(pictures.length, 4)}>
          {pictures.map((file) => (
            <PictureTile
              key={file.key}
              file={file}
              roomId={roomId}
              isAlone={pictures.length === 1}
              isCurrent={isCurrent}
            />
          ))}
        </div>
      )}
      {others.map((file) => (
        <FileRow key={file.key} file={file} roomId={roomId} isCurrent={isCurrent} />
      ))}
    </div>
  );
});
