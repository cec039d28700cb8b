import { IconDownload } from "@tabler/icons-react";
import type { RoomId } from "../messages/types";
import { FileIcon } from "./FileIcon";
import { FileName } from "./FileName";
import classes from "./FileRow.module.css";
import { formatBytes } from "./formatBytes";
import { fileStrings as s } from "./fileStrings";
import { percentOf } from "./uploadState";
import type { ShownFile } from "./shownFile";
import { useUpload } from "./UploadsContext";
import { useDownload } from "./useDownload";

/** One file of a message: sign, name, size. A click downloads it; one on its way says how far it is. */
export function FileRow({
  file,
  roomId,
  isCurrent,
}: {
  file: ShownFile;
  roomId: RoomId;
  isCurrent: boolean;
}) {
  const { download, hasFailed } = useDownload(roomId);
  if (file.stored === null) return <UnsentRow {...file.picked} />;
  const { fileId, name, size } = file.stored;
  return (
    <>
      <button
        type="button"
        className={classes.row}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={s.download(name, formatBytes(size))}
        onClick={() => void download(fileId, name)}
      >
        <FileFace name={name} detail={formatBytes(size)} />
        <IconDownload size={18} stroke={1.6} className={classes.arrow} aria-hidden />
      </button>
      {hasFailed && (
        <span className={classes.failed} role="alert">
          {s.downloadFailed}
        </span>
      )}
    </>
  );
}

function UnsentRow({ uploadId, name, size }: { uploadId: string; name: string; size: number }) {
  const upload = useUpload(uploadId);
  const percent = upload === null ? null : percentOf(upload.state);
  const progress = percent === null ? "" : ` · ${s.uploading(percent)}`;
  return (
    <div className={classes.row} data-unsent>
      <FileFace name={name} detail={`${formatBytes(size)}${progress}`} />
    </div>
  );
}

function FileFace({ name, detail }: { name: string; detail: string }) {
  return (
    <>
      <span className={classes.sign}>
        <FileIcon name={name} size={22} />
      </span>
      <span className={classes.about}>
        <FileName name={name} />
        <span className={classes.detail}>{detail}</span>
      </span>
    </>
  );
}
