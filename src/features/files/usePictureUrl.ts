import { createContext, type RefObject, use, useEffect, useState } from "react";
import { fileAddress } from "./fileAddress";
import type { PictureUrls } from "./pictureUrls";

export type PictureSize = "thumbnail" | "original";

/** The pictures of the page's session; OutboxProvider gives them. */
export const PicturesContext = createContext<PictureUrls | null>(null);

/** A picture is fetched this far before it comes into view. */
const AHEAD = "400px";

export type PictureState =
  | { status: "loading" }
  | { status: "shown"; url: string }
  | { status: "failed" };

/** As usePicture, for a file of a message. */
export function usePictureUrl(
  fileId: string,
  size: PictureSize,
  element?: RefObject<Element | null>,
): PictureState {
  return usePicture(fileAddress(fileId, { thumbnail: size === "thumbnail" }), element);
}

/**
 * Fetches the picture at an address of the backend once `element` comes near the screen (at once without
 * one).
 */
export function usePicture(address: string, element?: RefObject<Element | null>): PictureState {
  const pictures = use(PicturesContext);
  const [state, setState] = useState<PictureState>(() => {
    const url = pictures?.peek(address) ?? null;
    return url === null ? { status: "loading" } : { status: "shown", url };
  });

  useEffect(() => {
    if (pictures === null) return;
    let isGone = false;
    const load = () => {
      pictures.get(address).then(
        (url) => !isGone && setState({ status: "shown", url }),
        () => !isGone && setState({ status: "failed" }),
      );
    };
    const target = element?.current ?? null;
    const stop = target === null ? load() : whenNear(target, load);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [pictures, address, element]);

  return state;
}

function whenNear(target: Element, act: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: AHEAD },
  );
  observer.observe(target);
  return () => observer.disconnect();
}
