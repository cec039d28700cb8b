import {
  IconBriefcase,
  IconHome,
  IconKeyboard,
  IconMailPause,
  IconSearch,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { NavLink, useLocation } from "react-router";
import { Mark } from "../../components/Mark";
import { Tip } from "../../components/Tip";
import type { StaffViewer } from "../../features/auth/viewer";
import { AccountMenu } from "../../features/profile/AccountMenu";
import { useHeldCount } from "../../features/heldEmails/useHeldCount";
import { badge, strings } from "../../lib/strings";
import { useHelp } from "../help";
import { administratorPages } from "../administratorPages";
import { paths } from "../paths";
import { railStrings } from "./railStrings";
import classes from "./StaffRail.module.css";

/** The product's own chrome: where to go, and the account. A bar at the foot of the list on a phone. */
export function StaffRail({ viewer, phoneHidden }: { viewer: StaffViewer; phoneHidden: boolean }) {
  const help = useHelp();
  return (
    <nav
      className={classes.rail}
      data-phone-hidden={phoneHidden || undefined}
      aria-label={strings.nav.main}
    >
      <span className={classes.mark} title={strings.product}>
        <Mark size={26} />
      </span>
      <RailLink to={paths.home("staff")} label={strings.nav.home} word={railStrings.home} exact>
        <IconHome size={22} stroke={1.6} />
      </RailLink>
      <RailLink to={paths.search("staff")} label={strings.nav.search} word={railStrings.search}>
        <IconSearch size={22} stroke={1.6} />
      </RailLink>
      <RailLink to={paths.portals} label={strings.nav.portals} word={railStrings.portals}>
        <IconBriefcase size={22} stroke={1.6} />
      </RailLink>
      <RailLink to={paths.team} label={strings.nav.team} word={railStrings.team}>
        <IconUsers size={22} stroke={1.6} />
      </RailLink>
      <HeldEmailsLink />
      {viewer.role !== "member" && <AdministratorLinks />}
      <span className={classes.space} />
      <Tip label={strings.nav.help} position="right">
        <button
          type="button"
          className={`${classes.item} ${classes.keyboard}`}
          aria-label={strings.nav.help}
          onClick={help}
        >
          <IconKeyboard size={22} stroke={1.6} />
        </button>
      </Tip>
      <AccountMenu shell="staff" className={classes.item} />
    </nav>
  );
}

/** There only while something waits, or while one looks at the page. */
function HeldEmailsLink() {
  const count = useHeldCount();
  const isHere = useLocation().pathname === paths.heldEmails;
  if (count === 0 && !isHere) return null;
  const label = count === 0 ? strings.nav.heldEmails : strings.nav.heldWaiting(badge(count));
  return (
    <RailLink to={paths.heldEmails} label={label} word={railStrings.heldEmails}>
      <IconMailPause size={22} stroke={1.6} />
      {count > 0 && <span className={classes.badge}>{badge(count)}</span>}
    </RailLink>
  );
}

/** On a phone there is no room for them in the bar: they stand in the account's menu. */
function AdministratorLinks() {
  return administratorPages().map(({ to, label, word, Icon }) => (
    <RailLink key={to} to={to} label={label} word={word} className={classes.administrator}>
      <Icon size={22} stroke={1.6} />
    </RailLink>
  ));
}

function RailLink(props: {
  to: string;
  /** All that it leads to, as the tooltip and a screen reader say it. */
  label: string;
  /** The word of it that stands under the icon. */
  word: string;
  exact?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Tip label={props.label} position="right">
      <NavLink
        to={props.to}
        end={props.exact ?? false}
        className={({ isActive }) =>
          [classes.item, props.className, isActive && "active"].filter(Boolean).join(" ")
        }
        aria-label={props.label}
      >
        {props.children}
        <span className={classes.word}>{props.word}</span>
      </NavLink>
    </Tip>
  );
}
