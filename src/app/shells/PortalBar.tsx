import { IconSearch } from "@tabler/icons-react";
import { Link } from "react-router";
import { FirmSign } from "../../components/FirmSign";
import { AccountMenu } from "../../features/profile/AccountMenu";
import { strings } from "../../lib/strings";
import { paths } from "../paths";
import classes from "./PortalBar.module.css";

/** The firm's face above the portal: its sign, its name, and the client's account. */
export function PortalBar(props: { firmName: string; logo: string | null; phoneHidden: boolean }) {
  const { firmName, logo, phoneHidden } = props;
  return (
    <header className={classes.bar} data-phone-hidden={phoneHidden || undefined}>
      <Link to={paths.home("portal")} className={classes.brand}>
        <FirmSign name={firmName} logo={logo} size={34} />
        <h1 className={classes.name}>{firmName}</h1>
      </Link>
      <div className={classes.end}>
        <Link
          to={paths.search("portal")}
          className={classes.search}
          aria-label={strings.nav.search}
          title={strings.nav.search}
        >
          <IconSearch size={20} stroke={1.7} aria-hidden />
        </Link>
        <AccountMenu shell="portal" />
      </div>
    </header>
  );
}
