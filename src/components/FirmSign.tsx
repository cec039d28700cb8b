import classes from "./FirmSign.module.css";
import { initialsOf } from "./Initials";

/** The firm's logo (a data: URI), or its initials on its accent colour. Decorative: its name stands beside it. */
export function FirmSign(props: { name: string; logo: string | null; size: number }) {
  const { name, logo, size } = props;
  if (logo !== null) {
    return <img src={logo} alt="" width={size} height={size} className={classes.logo} />;
  }
  return (
    <span
      aria-hidden="true"
      className={classes.letters}
      data-initials={initialsOf(name)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
    />
  );
}
