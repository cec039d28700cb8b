import { Section } from "../../components/Section";
import { formatFull, formatListTime } from "../../lib/dates";
import { formatNumber } from "../../lib/numbers";
import { formatBytes } from "../files/formatBytes";
import type { Health } from "./checks";
import classes from "./Health.module.css";
import { healthStrings as text } from "./healthStrings";

/** What the process last said of itself; on Convex there is no such process. */
export function ServerFacts(props: { engine: Health["engine"]; now: number; timeZone: string }) {
  const { engine, now, timeZone } = props;
  if (engine === null) return <Section title={text.serverTitle} hint={text.onConvex} />;
  const time = (at: number) => (
    <time dateTime={new Date(at).toISOString()} title={formatFull(at, timeZone)}>
      {formatListTime(at, now, timeZone)}
    </time>
  );
  const facts = [
    [text.facts.sockets, formatNumber(engine.sockets)],
    [text.facts.runs, formatNumber(engine.runs)],
    [text.facts.memory, formatBytes(engine.memoryBytes)],
    [text.facts.disk, formatBytes(engine.freeDiskBytes)],
    [text.facts.since, time(engine.startTime)],
    [text.facts.said, time(engine.time)],
  ] as const;
  return (
    <Section title={text.serverTitle}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
