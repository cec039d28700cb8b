import type { Shell } from "../../app/paths";
import { LazyMenu } from "../../components/LazyMenu";
import { lazyPart } from "../../lib/lazyPart";
import { strings } from "../../lib/strings";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { useViewer } from "../auth/viewer";
import classes from "./AccountMenu.module.css";

const AccountMenuPart = lazyPart(() => import("./AccountMenuPart"));

/** The person's own menu: profile, appearance, shortcuts, sign-out. */
export function AccountMenu(props: { shell: Shell; className?: string | undefined }) {
  const { name, avatar } = useViewer();
  return (
    <LazyMenu
      part={AccountMenuPart}
      props={{ shell: props.shell }}
      button={
        <button
          type="button"
          className={props.className ?? classes.button}
          aria-label={`${strings.nav.menu}: ${name}`}
        >
          <PersonAvatar name={name} avatar={avatar} size={34} />
        </button>
      }
    />
  );
}
