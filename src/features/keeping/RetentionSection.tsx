import { Button, Select } from "@mantine/core";
import { useQuery } from "convex/react";
import { lazy, Suspense, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../components/Section";
import { formatDate } from "../../lib/dates";
import { useStaffViewer } from "../auth/viewer";
import { keepingStrings as text } from "./keepingStrings";

const RetentionDialog = lazy(async () => await import("./RetentionDialog"));

/** Months that are offered; another number that was set by a command is offered too. */
const CHOICES = [3, 6, 12, 24, 36, 60, 120];
const FOR_EVER = "";

/** How long messages are kept, and what the last run removed. A change is asked about first. */
export function RetentionSection() {
  const rule = useQuery(api.retention.get, {});
  const { timeZone } = useStaffViewer();
  const [picked, setPicked] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  if (rule === undefined) return null;
  const current = rule.months === null ? FOR_EVER : String(rule.months);
  const value = picked ?? current;
  const choices = [...new Set([...CHOICES, ...(rule.months === null ? [] : [rule.months])])];
  const { latest } = rule;
  return (
    <Section title={text.title} hint={text.hint}>
      <Select
        label={text.keep}
        allowDeselect={false}
        data={[
          { value: FOR_EVER, label: text.forEver },
          ...choices
            .sort((one, other) => one - other)
            .map((months) => ({ value: String(months), label: text.months(months) })),
        ]}
        value={value}
        onChange={setPicked}
      />
      {latest !== null && (
        <p>
          {latest.finishedTime === null
            ? text.running
            : text.lastRun(formatDate(latest.finishedTime, timeZone), latest.removed)}
        </p>
      )}
      <Button
        mt="md"
        variant="default"
        disabled={value === current}
        onClick={() => setAsking(true)}
      >
        {text.change}
      </Button>
      {asking && (
        <Suspense fallback={null}>
          <RetentionDialog
            months={value === FOR_EVER ? null : Number(value)}
            onClose={() => {
              setAsking(false);
              setPicked(null);
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}
