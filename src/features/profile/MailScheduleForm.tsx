import {
  Alert,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
} from "@mantine/core";
import { useMutation } from "convex/react";
import { useState, type FormEvent } from "react";
import { api } from "../../../convex/_generated/api";
import { Told } from "../../components/Told";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { type Viewer, useViewer } from "../auth/viewer";
import { HourSelect } from "./HourSelect";
import { mailStrings as text } from "./mailStrings";

type Schedule = Viewer["mailSchedule"];

/** What quiet hours start as when somebody switches them on. */
const USUAL_QUIET = { start: 20, end: 7 };
/** Monday first, as weeks are read here. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** When one's email comes; the hours are those of one's own time zone. */
export function MailScheduleForm() {
  const viewer = useViewer();
  const [schedule, setSchedule] = useState<Schedule>(viewer.mailSchedule);
  const [told, setTold] = useState("");
  const save = useMutation(api.users.setMailSchedule);
  const { submit, busy, failure } = useSubmit(async () => {
    await save({ schedule });
    setTold(text.saved);
  });
  const isMissing = schedule.days.length === 0;
  const change = (changes: Partial<Schedule>) => {
    setTold("");
    setSchedule({ ...schedule, ...changes });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) void submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <div>
          <Text size="sm" fw={550} mb={4}>
            {text.interval}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={text.interval}
            value={schedule.interval}
            onChange={(interval) => change({ interval: interval as Schedule["interval"] })}
            data={Object.entries(text.intervals).map(([value, label]) => ({ value, label }))}
          />
          <Text size="xs" c="var(--ink-2)" mt={6}>
            {text.intervalHint} {text.zone(viewer.timeZone)}
          </Text>
        </div>
        {schedule.interval === "daily" ? (
          <HourSelect
            label={text.hour}
            value={schedule.hour}
            onChange={(hour) => change({ hour })}
          />
        ) : (
          <QuietHours quiet={schedule.quiet} onChange={(quiet) => change({ quiet })} />
        )}
        <Days days={schedule.days} onChange={(days) => change({ days })} />
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Told>{told}</Told>
          <Button type="submit" loading={busy} disabled={isMissing}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function QuietHours(props: {
  quiet: Schedule["quiet"];
  onChange: (quiet: Schedule["quiet"]) => void;
}) {
  const { quiet, onChange } = props;
  return (
    <div>
      <Switch
        size="md"
        label={text.quiet}
        description={text.quietHint}
        checked={quiet !== null}
        onChange={() => onChange(quiet === null ? USUAL_QUIET : null)}
      />
      {quiet !== null && (
        <Group grow mt="sm">
          <HourSelect
            label={text.from}
            value={quiet.start}
            onChange={(start) => onChange({ ...quiet, start })}
          />
          <HourSelect
            label={text.until}
            value={quiet.end}
            onChange={(end) => onChange({ ...quiet, end })}
          />
        </Group>
      )}
    </div>
  );
}

function Days({ days, onChange }: { days: number[]; onChange: (days: number[]) => void }) {
  return (
    <Checkbox.Group
      label={text.days}
      value={days.map(String)}
      onChange={(values) => onChange(values.map(Number))}
      error={days.length === 0 && text.daysMissing}
    >
      <Group gap={10} mt={6}>
        {WEEK.map((day) => (
          <Checkbox key={day} value={String(day)} label={text.dayNames[day]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
