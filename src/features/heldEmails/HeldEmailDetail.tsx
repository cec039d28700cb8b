import { StateTag } from "../../components/StateTag";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import { useQueryState } from "../../lib/useQueryState";
import type { HeldEmail } from "./HeldEmailCard";
import { MessageAttachments } from "../files/MessageAttachments";
import { storedFiles } from "../files/shownFile";
import { CopiedHint } from "../messages/CopiedHint";
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
  const { text: written, elided, files, copiedTo } = held.data;
  const isBlank = written === "" && files.length === 0;
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
      {isBlank && <p className={classes.detail}>{text.noText}</p>}
      {written !== "" && (
        <blockquote className={classes.text} dir="auto">
          {written}
        </blockquote>
      )}
      {files.length > 0 && (
        <div className={classes.files}>
          <MessageAttachments
            roomId={roomId}
            files={storedFiles({ attachments: files })}
            isCurrent
          />
          <p className={classes.detail}>{text.filesWarning}</p>
        </div>
      )}
      <CopiedHint addresses={copiedTo} />
      {elided !== "" && (
        <details className={classes.rest} open={isBlank}>
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
