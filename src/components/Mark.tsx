import classes from "./Mark.module.css";

/** The product's sign: an open door in an arch. Decorative; the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      className={classes.mark}
      width={size}
      height={size}
      viewBox="10 8 44 50"
      aria-hidden="true"
    >
      <path
        d="M18 54V26a14 14 0 0 1 28 0v28"
        fill="none"
        stroke="currentColor"
        strokeWidth="6"
        strokeLinecap="round"
      />
      <path
        className={classes.light}
        d="M32 54V34"
        fill="none"
        strokeWidth="6"
        strokeLinecap="round"
      />
    </svg>
  );
}
