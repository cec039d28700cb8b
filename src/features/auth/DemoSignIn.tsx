import { Alert, Button, Skeleton } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { Delayed } from "../../components/Delayed";
import { signInPageStrings } from "./signInPageStrings";
import { strings } from "../../lib/strings";
import { DemoPersonCard } from "./DemoPersonCard";
import { currentDemoSession, DemoSignInRefused, signInToDemo } from "./demoSession";
import { useDemoPeople, type DemoPerson } from "./useDemoPeople";
import classes from "./SignInPage.module.css";

/** One card per demo person, the team on one side and clients on the other. Signs in at once when one is `wanted`. */
export function DemoSignIn({ wanted, next }: { wanted: string | null; next: string }) {
  const people = useDemoPeople();
  const { signIn, busy, failure } = useDemoSignIn(next);
  useEffect(() => {
    if (wanted !== null) void signIn(wanted);
  }, [wanted, signIn]);

  if (people.status === "off") {
    return <Alert title={signInPageStrings.off.title}>{signInPageStrings.off.body}</Alert>;
  }
  if (people.status === "failed") {
    return (
      <Alert color="red" title={signInPageStrings.failed}>
        <Button variant="default" onClick={people.retry}>
          {strings.retry}
        </Button>
      </Alert>
    );
  }
  return (
    <>
      <p className={classes.lead}>{signInPageStrings.lead}</p>
      {failure !== null && (
        <Alert color="red" role="alert" mb="md">
          {failure}
        </Alert>
      )}
      {people.status === "loading" ? (
        <Delayed>
          <Skeleton height={260} radius="lg" />
        </Delayed>
      ) : (
        <div className={classes.columns}>
          <Column
            title={signInPageStrings.team}
            kind="staff"
            {...{ people: people.people, busy }}
            onPick={signIn}
          />
          <Column
            title={signInPageStrings.clients}
            kind="client"
            {...{ people: people.people, busy }}
            onPick={signIn}
          />
        </div>
      )}
    </>
  );
}

function Column(props: {
  title: string;
  kind: DemoPerson["kind"];
  people: DemoPerson[];
  busy: string | null;
  onPick: (subject: string) => Promise<void>;
}) {
  const people = props.people.filter((person) => person.kind === props.kind);
  return (
    <section aria-label={props.title}>
      <h2 className={classes.columnTitle}>{props.title}</h2>
      <ul className={classes.cards}>
        {people.map((person) => (
          <DemoPersonCard
            key={person.subject}
            person={person}
            busy={props.busy === person.subject}
            onPick={() => void props.onPick(person.subject)}
          />
        ))}
      </ul>
    </section>
  );
}

function useDemoSignIn(next: string) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const signIn = useCallback(
    async (subject: string) => {
      setBusy(subject);
      setFailure(null);
      try {
        if (currentDemoSession()?.subject !== subject) await signInToDemo(subject);
        await navigate(next, { replace: true });
      } catch (error) {
        const refused = error instanceof DemoSignInRefused;
        setFailure(refused ? signInPageStrings.refused : signInPageStrings.failed);
      } finally {
        setBusy(null);
      }
    },
    [navigate, next],
  );
  return { signIn, busy, failure };
}
