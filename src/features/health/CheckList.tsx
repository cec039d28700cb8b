import { Link } from "react-router";
import { paths } from "../../app/paths";
import { Section } from "../../components/Section";
import { StateTag } from "../../components/StateTag";
import { type Check, troubles } from "./checks";
import classes from "./Health.module.css";
import { healthStrings as text } from "./healthStrings";

/** The verdict in a sentence, and what it is made of. */
export function CheckList({ checks }: { checks: Check[] }) {
  const count = troubles(checks);
  return (
    <>
      <output className={classes.verdict}>
        {count === 0 ? text.allRight : text.troubled(count)}
      </output>
      <Section title={text.checksTitle}>
        <ul className={classes.checks}>
          {checks.map((check) => (
            <li key={check.id}>
              <StateTag tone={check.tone}>{text.tones[check.tone]}</StateTag>
              <div>
                <strong>{text.checks[check.id]}</strong>
                <p>{check.finding}</p>
                <WayThere check={check} />
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/**
 * Where one finds out more, for findings that have such a page. The one about addresses is there always:
 * what scrolls needs something that a keyboard can reach.
 */
function WayThere({ check: { id, tone } }: { check: Check }) {
  if (tone === "ok" && id !== "addresses") return null;
  if (id === "held") return <Link to={paths.heldEmails}>{text.toHeld}</Link>;
  const isAboutEmail = id === "addresses" || id === "receiving";
  return isAboutEmail ? <Link to={paths.adminEmail}>{text.toEmail}</Link> : null;
}
