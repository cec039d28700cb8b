import { StateTag } from "../../components/StateTag";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import { useQueryState } from "../../lib/useQueryState";
import type { HeldEmail } from "./HeldEmailCard";
import { HeldEmailDecision } from "./HeldEmailDecision";
import classes from "./HeldEmails.module.css";
import { heldEmailStrings as text } from "./heldEmailStrings";

const METHODS = ["spf", "dkim", "dmarc"] as const;
const TONES = { pass: "ok", fail: "danger", absent: "plain" } as const;

type Props = { email: HeldEmail; tell: (message: string) => void };

/** What a held email says, what speaks for its sender, and the buttons to decide. */
export function HeldEmailDetail({ email, tell }: Props) {
  const { roomId, inboundId } = email;
  const held = useQueryState({ query: api.heldEmails.get, args: { roomId, inboundId } });
  if (held.status === "pending") return <p className={classes.detail}>{text.loading}</p>;
  if (held.status === "error") return <p role="alert">{errorSentence(held.error)}</p>;
  if (held.data === null) return <p className={classes.detail}>{text.settled}</p>;
  const { text: written, elided } = held.data;
  return (
    <div className={classes.body}>
      <p className={classes.why}>{text.reasonSentence(email.reason, email.person.name)}</p>
      <ul className={classes.checks} aria-label={text.checks}>
        {METHODS.map((method) => (
          <li key={method}>
            <StateTag tone={TONES[email.authentication[method]]}>
              {text.check(method, email.authentication[method])}
            </StateTag>
          </li>
        ))}
      </ul>
      {written === "" ? (
        <p className={classes.detail}>{text.noText}</p>
      ) : (
        <blockquote className={classes.text} dir="auto">
          {written}
        </blockquote>
      )}
      {elided !== "" && (
        <details className={classes.rest} open={written === ""}>
          <summary>{text.rest}</summary>
          <div className={classes.text} dir="auto">
            {elided}
          </div>
        </details>
      )}
      <HeldEmailDecision email={email} tell={tell} />
    </div>
  );
}
