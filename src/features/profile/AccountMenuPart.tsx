import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useMergedRef } from "@mantine/hooks";
import { IconKeyboard, IconLogout, IconMailbox, IconUser } from "@tabler/icons-react";
import { cloneElement, type ReactElement, type Ref, useRef } from "react";
import { Link } from "react-router";
import { administratorPages } from "../../app/administratorPages";
import { useHelp } from "../../app/help";
import { paths, type Shell } from "../../app/paths";
import type { MenuPartProps } from "../../components/LazyMenu";
import { strings } from "../../lib/strings";
import { useOpener } from "../../lib/useOpener";
import { useSession } from "../auth/session";
import { SignOutDialog } from "../auth/SignOutDialog";
import { useSignOut } from "../auth/useSignOut";
import { useViewer } from "../auth/viewer";
import { DesktopItem } from "../notifications/DesktopItem";
import classes from "./AccountMenu.module.css";

const SCHEMES = ["auto", "light", "dark"] as const satisfies MantineColorScheme[];

/** What the account's menu offers, and the question that signing out may lead to. */
export default function AccountMenuPart(props: MenuPartProps & { shell: Shell }) {
  const { shell } = props;
  const viewer = useViewer();
  const session = useSession();
  const { start, atStake, confirm, cancel } = useSignOut();
  const menuButton = useRef<HTMLButtonElement>(null);
  const { remember, giveBack } = useOpener();
  const help = useHelp();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const askOrSignOut = () => {
    remember(menuButton.current);
    start();
  };
  const stay = () => {
    cancel();
    giveBack();
  };
  const button = props.button as ReactElement<{ ref?: Ref<HTMLButtonElement> }>;
  const ref = useMergedRef(button.props.ref, menuButton);
  return (
    <>
      <Menu
        opened={props.opened}
        onChange={props.onChange}
        position={shell === "staff" ? "right-end" : "bottom-end"}
        width={230}
        shadow="md"
        withinPortal
      >
        <Menu.Target>{cloneElement(button, { ref })}</Menu.Target>
        <Menu.Dropdown>
          <div className={classes.who}>
            <strong>{viewer.name}</strong>
            <span>{viewer.email}</span>
          </div>
          <Menu.Divider />
          <Menu.Item
            component={Link}
            to={paths.profile(shell)}
            leftSection={<IconUser size={16} />}
          >
            {strings.nav.profile}
          </Menu.Item>
          {viewer.kind === "staff" && viewer.role !== "member" && <AdministratorItems />}
          <Menu.Item
            className={classes.keyboard!}
            leftSection={<IconKeyboard size={16} />}
            onClick={help}
          >
            {strings.nav.help}
          </Menu.Item>
          <DesktopItem />
          {session.mode === "demo" && (
            <Menu.Item
              component="a"
              href="/mail"
              target="_blank"
              leftSection={<IconMailbox size={16} />}
            >
              {strings.nav.mailbox}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Label>{strings.theme.label}</Menu.Label>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
          >
            {SCHEMES.map((scheme) => (
              <Menu.RadioItem key={scheme} value={scheme}>
                {strings.theme[scheme]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={askOrSignOut}>
            {strings.account.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {atStake !== null && <SignOutDialog atStake={atStake} action={confirm} onClose={stay} />}
    </>
  );
}

/** On a phone alone; a wider screen has them in its rail. */
function AdministratorItems() {
  return administratorPages().map(({ to, label, Icon }) => (
    <Menu.Item
      key={to}
      className={classes.administrator!}
      component={Link}
      to={to}
      leftSection={<Icon size={16} />}
    >
      {label}
    </Menu.Item>
  ));
}
