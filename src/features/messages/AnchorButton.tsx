import type { ComponentProps } from "react";
import classes from "./AnchorButton.module.css";
import type { MenuAnchor } from "./RowMenu";

/**
 * The place that a menu or popover stands beside (`anchor`), as what it takes itself to be opened by. A button, for what
 * it says there (that it is open, its name) to be allowed. Nothing is seen of it, and no key leads there.
 */
export function AnchorButton({
  anchor: { left, top, height },
  label,
  ...wiring
}: ComponentProps<"button"> & { anchor: MenuAnchor; label: string }) {
  return (
    <button
      {...wiring}
      type="button"
      tabIndex={-1}
      aria-label={label}
      className={classes.anchor}
      style={{ left, top, height }}
    />
  );
}
