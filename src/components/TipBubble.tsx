import { Tooltip } from "@mantine/core";
import { type ReactNode, useEffect, useId } from "react";

/** The bubble of a Tip at `target`. */
export default function TipBubble(props: {
  target: Element;
  position: "top" | "right" | "bottom";
  width: number | undefined;
  describes: boolean;
  children: ReactNode;
}) {
  const { target, position, width, describes, children } = props;
  const id = useId();
  useEffect(() => {
    if (!describes) return;
    const described = target.matches("button, a") ? target : target.querySelector("button, a");
    described?.setAttribute("aria-describedby", id);
    return () => described?.removeAttribute("aria-describedby");
  }, [target, describes, id]);
  return (
    <Tooltip
      opened
      target={target as HTMLElement}
      position={position}
      multiline={width !== undefined}
      w={width}
      label={<span id={id}>{children}</span>}
    />
  );
}
