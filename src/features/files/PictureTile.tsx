import { use, useRef, useState } from "react";
import type { RoomId } from "../messages/types";
import { FileRow } from "./FileRow";
import { fileStrings as s } from "./fileStrings";
import { PictureViewerContext } from "./PictureViewer";
import classes from "./PictureTile.module.css";
import { percentOf } from "./uploadState";
import type { ShownFile } from "./shownFile";
import { useUpload } from "./UploadsContext";
import { usePictureUrl } from "./usePictureUrl";

type TileProps = { file: ShownFile; roomId: RoomId; isAlone: boolean; isCurrent: boolean };

/** A picture alone is shown whole within these measures; several are cropped to squares. */
const MOST_WIDTH = 340;
const MOST_HEIGHT = 300;
const LEAST_SIDE = 72;

/** The place of a picture is known before its bytes are there: nothing jumps. */
function placeOf(width: number | null, height: number | null, isAlone: boolean) {
  if (!isAlone) return { aspectRatio: "1" };
  if (width === null || height === null) return { width: 240, aspectRatio: "4 / 3" };
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  const shown = Math.max(LEAST_SIDE, Math.round(width * scale));
  const ratio = Math.min(5, Math.max(0.4, width / height));
  return { width: shown, aspectRatio: String(ratio) };
}

/** One picture of a message. One that can't be had is shown as the file that it is. */
export function PictureTile(props: TileProps) {
  const { file } = props;
  return file.stored === null ? (
    <UnsentPicture {...props} uploadId={file.picked.uploadId} />
  ) : (
    <StoredPicture {...props} />
  );
}

function StoredPicture({ file, roomId, isAlone, isCurrent }: TileProps) {
  const open = use(PictureViewerContext);
  const tile = useRef<HTMLButtonElement>(null);
  const { stored } = file;
  const { fileId, name, width, height, hasThumbnail } = stored!;
  const picture = usePictureUrl(fileId, hasThumbnail ? "thumbnail" : "original", tile);
  const [isBroken, setIsBroken] = useState(false);
  if (picture.status === "failed" || isBroken) {
    return <FileRow file={file} roomId={roomId} isCurrent={isCurrent} />;
  }
  return (
    <button
      ref={tile}
      type="button"
      className={classes.tile}
      style={placeOf(width, height, isAlone)}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={s.openImage(name)}
      onClick={() => open?.(fileId)}
    >
      {picture.status === "shown" && (
        <img src={picture.url} alt="" draggable={false} onError={() => setIsBroken(true)} />
      )}
    </button>
  );
}

function UnsentPicture({
  file,
  roomId,
  isAlone,
  isCurrent,
  uploadId,
}: TileProps & { uploadId: string }) {
  const upload = useUpload(uploadId);
  if (upload?.previewUrl == null) {
    return <FileRow file={file} roomId={roomId} isCurrent={isCurrent} />;
  }
  const { state, previewUrl, name, width, height } = upload;
  const percent = percentOf(state);
  return (
    <div className={classes.tile} style={placeOf(width, height, isAlone)} data-unsent>
      <img src={previewUrl} alt={s.image(name)} draggable={false} />
      {percent !== null && <span className={classes.progress}>{s.uploading(percent)}</span>}
    </div>
  );
}
