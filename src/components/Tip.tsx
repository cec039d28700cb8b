import {
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { lazyPart } from "../lib/lazyPart";
import { PartBoundary } from "./PartBoundary";

const TipBubble = lazyPart(() => import("./TipBubble"));

const OPEN_AFTER_MS = 350;

/**
 * A tooltip for the one element in it, which is pointed at with a mouse or reached with the keyboard; Escape hides it.
 * What shows it is downloaded when it is first needed.
 */
export function Tip(props: {
  label: ReactNode;
  position?: "top" | "right" | "bottom";
  /** Pixels from which on the text wraps. */
  width?: number;
  /** The text says more than the element's own name, so it is read out, too. */
  describes?: boolean;
  onShow?: () => void;
  children: ReactElement;
}) {
  const { label, position = "top", width, describes = false, onShow } = props;
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [target, setTarget] = useState<Element | null>(null);
  const show = (afterMs: number) => {
    onShow?.();
    stop();
    timer.current = setTimeout(() => setTarget(around.current?.firstElementChild ?? null), afterMs);
  };
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
  };
  const hide = () => {
    stop();
    setTarget(null);
  };
  useEffect(() => stop, []);
  return (
    <>
      <span
        role="presentation"
        ref={around}
        style={{ display: "contents" }}
        onPointerEnter={(event: PointerEvent) => {
          if (event.pointerType === "mouse") show(OPEN_AFTER_MS);
        }}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={({ target: focused }) => {
          if (focused.matches(":focus-visible")) show(0);
        }}
        onBlur={hide}
        onKeyDown={({ key }) => {
          if (key === "Escape") hide();
        }}
      >
        {props.children}
      </span>
      {target !== null && (
        <PartBoundary quiet>
          <TipBubble target={target} position={position} width={width} describes={describes}>
            {label}
          </TipBubble>
        </PartBoundary>
      )}
    </>
  );
}
