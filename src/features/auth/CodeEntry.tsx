import { Alert, Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useSubmit } from "../../lib/useSubmit";
import classes from "./CodeSignIn.module.css";
import { requestCode } from "./signInCalls";
import { signInStrings } from "./signInStrings";

const text = signInStrings.code;
const DIGITS = 8;
const RESEND_WAIT_SECONDS = 30;

/** The mailed code; the eighth digit, typed or pasted, sends it. Another one can be asked for after 30 seconds. */
export function CodeEntry(props: {
  email: string;
  signIn: (code: string) => Promise<void>;
  onAnotherAddress: () => void;
}) {
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const { submit, busy, failure } = useSubmit(() => props.signIn(code));
  const isWhole = digitsOf(code).length === DIGITS;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (isWhole) void submit();
    // Once for each whole code: `submit` is another function after every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isWhole, code]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWhole && !busy) void submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <h2>{text.title}</h2>
      <p className={classes.lead}>{text.sent(props.email.trim())}</p>
      {failure !== null && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      <TextInput
        size="md"
        ref={input}
        inputMode="numeric"
        autoComplete="one-time-code"
        classNames={{ input: classes.code! }}
        label={text.code}
        placeholder="1234 5678"
        value={code}
        error={tried && !isWhole && text.codeMissing}
        onChange={(event) => setCode(spaced(event.target.value))}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {text.submit}
      </Button>
      <div className={classes.others}>
        <SendAgain email={props.email} onSent={() => setCode("")} />
        <Button variant="subtle" size="compact-md" onClick={props.onAnotherAddress}>
          {text.anotherAddress}
        </Button>
      </div>
    </form>
  );
}

function digitsOf(code: string): string {
  return code.replace(/\D/g, "");
}

/** "1234 5678", as the email shows it. */
function spaced(typed: string): string {
  const digits = digitsOf(typed).slice(0, DIGITS);
  return digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
}

function SendAgain({ email, onSent }: { email: string; onSent: () => void }) {
  const [wait, setWait] = useState(RESEND_WAIT_SECONDS);
  const [wasSent, setWasSent] = useState(false);
  const { submit, busy, failure } = useSubmit(() => requestCode(email.trim()));
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);
  const send = async () => {
    if (!(await submit())) return;
    setWasSent(true);
    setWait(RESEND_WAIT_SECONDS);
    onSent();
  };
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        loading={busy}
        disabled={wait > 0}
        onClick={() => void send()}
      >
        {wait > 0 ? text.againIn(wait) : text.again}
      </Button>
      <output className={classes.status}>{failure ?? (wasSent ? text.resent : "")}</output>
    </>
  );
}
