import { Alert, Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { useSubmit } from "../../lib/useSubmit";
import { openBuiltIn } from "./builtInSession";
import { CodeEntry } from "./CodeEntry";
import classes from "./CodeSignIn.module.css";
import { endDemoSession } from "./demoSession";
import { requestCode, tokensForCode } from "./signInCalls";
import { signInStrings } from "./signInStrings";

const text = signInStrings.code;

/** Address, then the code that was mailed there. `perTab`: other tabs stay who they are (the demo). */
export function CodeSignIn({ next, perTab }: { next: string; perTab: boolean }) {
  const navigate = useNavigate();
  const [email, setEmail] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const signIn = async (code: string) => {
    const tokens = await tokensForCode(email, code);
    endDemoSession();
    openBuiltIn(tokens, { perTab });
    await navigate(next, { replace: true });
  };
  return (
    <section className={classes.card} aria-label={text.title}>
      {isAsked ? (
        <CodeEntry email={email} signIn={signIn} onAnotherAddress={() => setIsAsked(false)} />
      ) : (
        <AddressEntry email={email} onChange={setEmail} onAsked={() => setIsAsked(true)} />
      )}
    </section>
  );
}

function AddressEntry(props: {
  email: string;
  onChange: (email: string) => void;
  onAsked: () => void;
}) {
  const [tried, setTried] = useState(false);
  const email = props.email.trim();
  const isAddress = /^\S+@\S+\.\S+$/.test(email);
  const { submit, busy, failure } = useSubmit(() => requestCode(email));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAddress && (await submit())) props.onAsked();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate className={classes.form}>
      <h2>{text.title}</h2>
      <p className={classes.lead}>{text.lead}</p>
      {failure !== null && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      <TextInput
        size="md"
        type="email"
        autoComplete="username"
        label={text.email}
        value={props.email}
        error={tried && !isAddress && text.emailMissing}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {text.ask}
      </Button>
    </form>
  );
}
