import { IconDownload } from "@tabler/icons-react";
import { use, useEffect, useState } from "react";
import Lightbox from "yet-another-react-lightbox";
import Captions from "yet-another-react-lightbox/plugins/captions";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "yet-another-react-lightbox/plugins/captions.css";
import { formatClock, formatDate } from "../../lib/dates";
import { useBackCloses } from "../../lib/useBackCloses";
import { useViewer } from "../auth/viewer";
import type { RoomId } from "../messages/types";
import { roomFileStrings } from "./roomFileStrings";
import classes from "./PictureLightbox.module.css";
import { fileAddress } from "./fileAddress";
import { type Loaded, type RoomPicture, useRoomPictures } from "./useRoomPictures";
import { PicturesContext } from "./usePictureUrl";
import { useDownload } from "./useDownload";

const s = roomFileStrings.lightbox;
/** Stands for a picture whose bytes are not here yet: one transparent pixel. */
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

/** How far beyond its own pixels a picture can be enlarged. */
const MOST_ZOOM = 3;

type Props = Loaded & {
  roomId: RoomId;
  /** The room has pictures beyond the loaded ones, and they may be listed. */
  hasOthers: boolean;
  /** The file to begin with. */
  first: string;
  onClose: () => void;
};

/** The pictures of a room, large: arrow keys, wheel or pinch to zoom, caption, download; Escape and Back close. */
export default function PictureLightbox(props: Props) {
  const [shown, setShown] = useState(props.first);
  const { timeZone } = useViewer();
  const pictures = useRoomPictures(props, shown);
  const found = pictures.findIndex(({ fileId }) => fileId === shown);
  const index = Math.max(0, found);
  const urls = useOriginals(pictures, index);
  const { download } = useDownload(props.roomId);
  const current = pictures[index];

  const { onClose } = props;
  useBackCloses(onClose, { everywhere: true });
  const isGone = found === -1;
  useEffect(() => {
    if (isGone) onClose(); // it was deleted meanwhile
  }, [isGone, onClose]);

  return (
    <Lightbox
      open
      className={classes.viewer!}
      close={onClose}
      index={index}
      plugins={[Captions, Zoom]}
      carousel={{ finite: true }}
      zoom={{ scrollToZoom: true, maxZoomPixelRatio: MOST_ZOOM }}
      controller={{ closeOnBackdropClick: true }}
      animation={{ fade: 150, swipe: 250 }}
      slides={pictures.map(({ fileId, name, width, height, author, caption, time }) => ({
        src: urls.get(fileId) ?? NOTHING,
        alt: name,
        ...(width === null || height === null ? {} : { width, height }),
        title: (
          <>
            <bdi className={classes.who}>{author}</bdi>
            <span className={classes.when}>
              {formatDate(time, timeZone)}, {formatClock(time, timeZone)}
            </span>
          </>
        ),
        ...(caption === "" ? {} : { description: caption }),
      }))}
      on={{ view: ({ index: next }) => setShown(pictures[next]?.fileId ?? shown) }}
      labels={{
        Lightbox: s.label,
        Close: s.close,
        Previous: s.previous,
        Next: s.next,
        "Zoom in": s.zoomIn,
        "Zoom out": s.zoomOut,
        "Photo gallery": s.label,
        Carousel: s.pictures,
        Slide: s.picture,
        Caption: s.caption,
        "{index} of {total}": s.place("{index}", "{total}"),
      }}
      toolbar={{
        buttons: [
          <button
            key="download"
            type="button"
            className={`yarl__button ${classes.button}`}
            aria-label={s.download}
            title={s.download}
            onClick={() => current !== undefined && void download(current.fileId, current.name)}
          >
            <IconDownload size={26} aria-hidden />
          </button>,
          "close",
        ],
      }}
    />
  );
}

/** The originals of the picture on screen and of its neighbours, as they arrive. */
function useOriginals(pictures: readonly RoomPicture[], index: number): Map<string, string> {
  const store = use(PicturesContext);
  const [urls, setUrls] = useState(new Map<string, string>());
  const near = pictures.slice(Math.max(0, index - 1), index + 2).map(({ fileId }) => fileId);
  const wanted = near.join(" ");
  useEffect(() => {
    let isGone = false;
    for (const fileId of wanted.split(" ")) {
      store?.get(fileAddress(fileId)).then(
        (url) => !isGone && setUrls((known) => new Map(known).set(fileId, url)),
        () => {}, // it stays blank; its row offers the download
      );
    }
    return () => {
      isGone = true;
    };
  }, [store, wanted]);
  return urls;
}
