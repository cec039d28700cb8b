import { IconDownload } from "@tabler/icons-react";
import { use, useEffect, useState } from "react";
import Lightbox from "yet-another-react-lightbox";
import Captions from "yet-another-react-lightbox/plugins/captions";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "yet-another-react-lightbox/plugins/captions.css";
import type { MessageView, RoomId } from "../messages/types";
import { roomFileStrings } from "./roomFileStrings";
import classes from "./PictureLightbox.module.css";
import { fileAddress } from "./fileAddress";
import { PicturesContext } from "./usePictureUrl";
import { useDownload } from "./useDownload";

export type RoomPicture = MessageView["attachments"][number] & {
  author: string;
  caption: string;
  /** ms */
  time: number;
};

const s = roomFileStrings.lightbox;
/** Stands for a picture whose bytes are not here yet: one transparent pixel. */
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

/** The pictures of a room, large: arrow keys, zoom, caption, download; Escape closes. */
export default function PictureLightbox(props: {
  roomId: RoomId;
  pictures: readonly RoomPicture[];
  /** The file to begin with. */
  first: string;
  onClose: () => void;
}) {
  const { pictures } = props;
  const [shown, setShown] = useState(props.first);
  const found = pictures.findIndex(({ fileId }) => fileId === shown);
  const index = Math.max(0, found);
  const urls = useOriginals(pictures, index);
  const { download } = useDownload(props.roomId);
  const current = pictures[index];

  const { onClose } = props;
  const isGone = found === -1;
  useEffect(() => {
    if (isGone) onClose(); // it was deleted meanwhile
  }, [isGone, onClose]);

  return (
    <Lightbox
      open
      close={onClose}
      index={index}
      plugins={[Captions, Zoom]}
      carousel={{ finite: true }}
      controller={{ closeOnBackdropClick: true }}
      animation={{ fade: 150, swipe: 250 }}
      slides={pictures.map(({ fileId, name, width, height, author, caption }) => ({
        src: urls.get(fileId) ?? NOTHING,
        alt: name,
        ...(width === null || height === null ? {} : { width, height }),
        title: <span dir="auto">{author}</span>,
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
