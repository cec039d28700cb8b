import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import type { ReactNode } from "react";
import { Page } from "../../components/Page";
import { peopleStrings } from "../participants/peopleStrings";
import { profileStrings as text } from "./profileStrings";
import { strings } from "../../lib/strings";
import { SessionsCard } from "../auth/SessionsCard";
import { AvatarField } from "../avatars/AvatarField";
import { useViewer } from "../auth/viewer";
import { DesktopSwitch } from "../notifications/DesktopSwitch";
import { notificationStrings } from "../notifications/notificationStrings";
import { isTouchDevice } from "../messages/sendKey";
import { EnterKeyField } from "./EnterKeyField";
import { EmailMuteSwitch } from "./EmailMuteSwitch";
import { MailScheduleForm } from "./MailScheduleForm";
import { ProfileForm } from "./ProfileForm";
import classes from "./ProfilePage.module.css";

/** Settings → My profile, in both shells: who one is here (name and time zone can be changed), one's email switch (R13), and the appearance. */
export default function ProfilePage({ back }: { back?: ReactNode }) {
  const viewer = useViewer();
  const facts: [string, string][] = [
    [text.email, viewer.email],
    viewer.kind === "staff"
      ? [text.role, peopleStrings.roles[viewer.role]]
      : [text.company, viewer.portalName],
  ];
  return (
    <Page title={text.title} back={back}>
      <section className={classes.card}>
        <AvatarField name={viewer.name} avatar={viewer.avatar}>
          <h2 className={classes.name}>{viewer.name}</h2>
        </AvatarField>
        <dl className={classes.facts}>
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ProfileForm />
      </section>
      <section className={classes.card}>
        <h2>{text.notifications}</h2>
        <EmailMuteSwitch muted={viewer.emailMuted} />
        <p className={classes.hint}>{text.perRoom}</p>
        {!viewer.emailMuted && <MailScheduleForm />}
      </section>
      <section className={classes.card}>
        <h2>{notificationStrings.title}</h2>
        <DesktopSwitch />
      </section>
      {!isTouchDevice() && (
        <section className={classes.card}>
          <h2>{text.sendKey}</h2>
          <EnterKeyField />
          <p className={classes.hint}>{text.sendKeyHint}</p>
        </section>
      )}
      <SessionsCard className={classes.card} />
      <section className={classes.card}>
        <h2>{text.appearance}</h2>
        <Appearance />
      </section>
    </Page>
  );
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      aria-label={text.appearance}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      data={[
        { value: "auto", label: strings.theme.auto },
        { value: "light", label: strings.theme.light },
        { value: "dark", label: strings.theme.dark },
      ]}
    />
  );
}
