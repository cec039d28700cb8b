import { IconRefresh, IconX } from "@tabler/icons-react";
import { FileIcon } from "./FileIcon";
import { FileName } from "./FileName";
import { formatBytes } from "./formatBytes";
import { fileStrings as s, uploadFailureReason } from "./fileStrings";
import classes from "./FileTray.module.css";
import { useUploads } from "./UploadsContext";
import { percentOf } from "./uploadState";
import type { Upload } from "./upload";
import type { Tray } from "./useTray";

/** The files that go with the next message: one chip each, and why others were left out. */
export function FileTray({ tray, onChanged }: { tray: Tray; onChanged: () => void }) {
  if (tray.uploads.length === 0 && tray.refusals.length === 0) return null;
  return (
    <div className={classes.tray}>
      {tray.refusals.length > 0 && (
        <div className={classes.refusals} role="alert">
          <span dir="auto">{tray.refusals.join(" ")}</span>
          <button type="button" aria-label={s.dismiss} onClick={tray.dismissRefusals}>
            <IconX size={16} aria-hidden />
          </button>
        </div>
      )}
      {tray.uploads.length > 0 && (
        <ul className={classes.chips} aria-label={s.tray}>
          {tray.uploads.map((upload) => (
            <Chip key={upload.uploadId} upload={upload} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Chip({ upload, onChanged }: { upload: Upload; onChanged: () => void }) {
  const store = useUploads();
  const { uploadId, name, state, previewUrl } = upload;
  const isDone = state.kind === "ready";
  const percent = percentOf(state);
  return (
    <li className={classes.chip} data-state={state.kind}>
      <span className={classes.sign}>
        {previewUrl === null ? (
          <FileIcon name={name} size={22} />
        ) : (
          <img src={previewUrl} alt="" draggable={false} />
        )}
      </span>
      <span className={classes.about}>
        <FileName name={name} />
        <ChipState upload={upload} />
      </span>
      {state.kind === "failed" && (
        <button
          type="button"
          className={classes.button}
          aria-label={s.retryOne(name)}
          title={s.retry}
          onClick={() => store.retry(uploadId)}
        >
          <IconRefresh size={16} aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={classes.button}
        aria-label={isDone || state.kind === "failed" ? s.remove(name) : s.cancel(name)}
        onClick={() => {
          store.remove(uploadId);
          onChanged();
        }}
      >
        <IconX size={16} aria-hidden />
      </button>
      {percent !== null && (
        <progress className={classes.bar} value={percent} max={100} aria-hidden />
      )}
    </li>
  );
}

function ChipState({ upload: { state, size } }: { upload: Upload }) {
  if (state.kind === "failed") {
    const why = state.reason === "UNKNOWN" ? s.failed : uploadFailureReason(state.reason);
    return <span className={classes.failed}>{why}</span>;
  }
  const percent = percentOf(state);
  return (
    <span className={classes.state}>
      {formatBytes(size)}
      {percent !== null && <> · {s.uploading(percent)}</>}
    </span>
  );
}
