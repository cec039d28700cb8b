import { Link } from "react-router";
import { initialsOf } from "../../components/Initials";
import { AccountMenu } from "../../features/profile/AccountMenu";
import { paths } from "../paths";
import classes from "./PortalBar.module.css";

/** The firm's face above the portal: its sign, its name, and the client's account. */
export function PortalBar({ firmName, phoneHidden }: { firmName: string; phoneHidden: boolean }) {
  return (
    <header className={classes.bar} data-phone-hidden={phoneHidden || undefined}>
      <Link to={paths.home("portal")} className={classes.brand}>
        <span className={classes.sign} data-initials={initialsOf(firmName)} aria-hidden />
        <h1 className={classes.name}>{firmName}</h1>
      </Link>
      <AccountMenu shell="portal" />
    </header>
  );
}
