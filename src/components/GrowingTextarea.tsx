import type { ComponentProps, CSSProperties } from "react";
import classes from "./GrowingTextarea.module.css";

/**
 * A text box that grows with its (controlled) text up to `maxRows` lines and scrolls from there on. An invisible copy
 * of the text gives it its height, so that nothing is measured while one types. `className` is the box's.
 */
export function GrowingTextarea({
  maxRows,
  value,
  className = "",
  ...box
}: Omit<ComponentProps<"textarea">, "value"> & { maxRows: number; value: string }) {
  const height = { "--max-rows": maxRows } as CSSProperties;
  return (
    // The space keeps a last empty line high.
    <div className={classes.grow} data-copy={`${value} `} style={height}>
      <textarea
        {...box}
        rows={1}
        dir="auto"
        value={value}
        className={`${classes.box} ${className}`}
      />
    </div>
  );
}
