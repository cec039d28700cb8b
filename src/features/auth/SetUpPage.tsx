import { Alert, Button, TextInput } from "@mantine/core";
import { useQuery } from "convex/react";
import { useEffect, useState, type FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { PRODUCT_ACCENT } from "../../app/theme";
import { FullPage } from "../../components/FullPage";
import { Mark } from "../../components/Mark";
import { Splash } from "../../components/Splash";
import { TimeZoneSelect } from "../../components/TimeZoneSelect";
import { errorCode, errorSentence } from "../../lib/errors";
import { AccentField } from "../firm/AccentField";
import { openBuiltIn } from "./builtInSession";
import classes from "./SetUpPage.module.css";
import { emptySetUp, setUpProblems, type SetUpForm } from "./setUpForm";
import { completeSetUp } from "./signInCalls";
import { signInStrings } from "./signInStrings";

const text = signInStrings.setUp;

/** The page behind the operator's link: the firm and its owner, once. The token stands behind "#" and goes from the address at once. */
export default function SetUpPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [isOver, setIsOver] = useState(false);
  const options = useQuery(api.signIn.options, {});
  useEffect(() => {
    if (window.location.hash !== "")
      window.history.replaceState(null, "", window.location.pathname);
  }, []);
  if (options === undefined) return <Splash />;
  if (options.isSetUp || isOver || token === "") {
    return (
      <FullPage title={text.over.title} body={text.over.body}>
        <Button component={Link} to={paths.signIn}>
          {text.toSignIn}
        </Button>
      </FullPage>
    );
  }
  return <Form token={token} onOver={() => setIsOver(true)} />;
}

function Form({ token, onOver }: { token: string; onOver: () => void }) {
  const { form, set, problems, submit, busy, failure } = useSetUp(token, onOver);
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate>
        <span className={classes.tile}>
          <Mark size={26} />
        </span>
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
        <h2>{text.firm}</h2>
        <TextInput
          label={text.firmName}
          autoComplete="organization"
          value={form.firmName}
          error={problems.firmName}
          onChange={(event) => set({ firmName: event.target.value })}
        />
        <AccentField
          value={form.accentColor}
          error={problems.accentColor}
          onChange={(accentColor) => set({ accentColor })}
        />
        <TimeZoneSelect
          label={text.timeZone}
          description={text.timeZoneHint}
          value={form.timeZone}
          onChange={(timeZone) => set({ timeZone })}
        />
        <h2>{text.owner}</h2>
        <TextInput
          label={text.ownerName}
          autoComplete="name"
          value={form.ownerName}
          error={problems.ownerName}
          onChange={(event) => set({ ownerName: event.target.value })}
        />
        <TextInput
          label={text.ownerEmail}
          description={text.ownerEmailHint}
          type="email"
          autoComplete="email"
          value={form.ownerEmail}
          error={problems.ownerEmail}
          onChange={(event) => set({ ownerEmail: event.target.value })}
        />
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Button type="submit" size="md" fullWidth loading={busy}>
          {text.submit}
        </Button>
      </form>
    </main>
  );
}

function useSetUp(token: string, onOver: () => void) {
  const navigate = useNavigate();
  const [form, setForm] = useState<SetUpForm>(() => emptySetUp(PRODUCT_ACCENT));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const found = setUpProblems(form);
  const isReady = Object.values(found).every((problem) => problem === null);
  const run = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const done = await completeSetUp(token, form);
      if (done.kind === "signedIn") openBuiltIn(done.tokens, { perTab: false });
      const next = done.kind === "signedIn" ? "/" : paths.invitation(done.invitationToken);
      await navigate(next, { replace: true });
    } catch (error) {
      if (errorCode(error) === "SET_UP_NOT_VALID") onOver();
      setFailure(errorSentence(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isReady) void run();
  };
  const set = (change: Partial<SetUpForm>) => setForm((now) => ({ ...now, ...change }));
  return { form, set, problems: tried ? found : NO_PROBLEMS, submit, busy, failure };
}

const NO_PROBLEMS = { firmName: null, accentColor: null, ownerName: null, ownerEmail: null };
