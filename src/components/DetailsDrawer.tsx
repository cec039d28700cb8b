import { Drawer, Tabs } from "@mantine/core";
import { IconChevronLeft, type IconFiles, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { strings } from "../lib/strings";
import { useBackCloses } from "../lib/useBackCloses";
import classes from "./DetailsDrawer.module.css";

type Props = {
  title: string;
  /** The whole name of what the details are about: elsewhere it may be cut. */
  about: string;
  onClose: () => void;
  children: ReactNode;
};

/** Details at the side of the screen; on a phone they fill it, and Back leads out. */
export function DetailsDrawer(props: Props) {
  useBackCloses(props.onClose);
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size="min(100vw, 400px)"
      title={props.title}
      classNames={{ content: classes.content!, title: classes.title!, close: classes.close! }}
      closeButtonProps={{ "aria-label": strings.close, size: 44, icon: <WayOut /> }}
    >
      <p dir="auto" className={classes.about}>
        {props.about}
      </p>
      {props.children}
    </Drawer>
  );
}

function WayOut() {
  return (
    <>
      <IconX className={classes.cross} size={20} stroke={1.8} aria-hidden />
      <IconChevronLeft className={classes.arrow} size={24} stroke={1.8} aria-hidden />
    </>
  );
}

export type DetailsTab = {
  value: string;
  label: string;
  Icon: typeof IconFiles;
  /** Made only while the tab is open. */
  panel: () => ReactNode;
};

/** The parts of the details, one at a time; `first` is open at the beginning. */
export function DetailsTabs({ tabs, first }: { tabs: readonly DetailsTab[]; first: string }) {
  return (
    <Tabs defaultValue={first} keepMounted={false}>
      <Tabs.List grow mb="md" className={classes.tabs}>
        {tabs.map(({ value, label, Icon }) => (
          <Tabs.Tab key={value} value={value} className={classes.tab!}>
            <Icon size={19} stroke={1.7} aria-hidden />
            <span>{label}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, panel }) => (
        <Tabs.Panel key={value} value={value}>
          {panel()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
