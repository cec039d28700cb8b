import { Checkbox, Group, Select } from "@mantine/core";
import type { FirmSettings } from "./firmForm";
import { firmStrings as text } from "./firmStrings";

type Hours = FirmSettings["waitingHours"];
type Props = { value: Hours; error: string | null; onChange: (hours: Hours) => void };

/** The week as people here read it, Monday first; days count from Sunday = 0. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

function hourOptions(from: number, to: number): { value: string; label: string }[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const hour = from + index;
    return { value: String(hour), label: `${String(hour).padStart(2, "0")}:00` };
  });
}

/** Hours and days that count for how long a client has waited. */
export function WaitingHoursField({ value, error, onChange }: Props) {
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={text.from}
          allowDeselect={false}
          data={hourOptions(0, 23)}
          value={String(value.start)}
          onChange={(hour) => onChange({ ...value, start: Number(hour) })}
        />
        <Select
          label={text.to}
          allowDeselect={false}
          data={hourOptions(1, 24)}
          value={String(value.end)}
          error={error}
          onChange={(hour) => onChange({ ...value, end: Number(hour) })}
        />
      </Group>
      <Checkbox.Group
        mt="md"
        label={text.days}
        value={value.days.map(String)}
        onChange={(days) =>
          onChange({ ...value, days: days.map(Number).sort((one, other) => one - other) })
        }
      >
        <Group mt={8} gap="md">
          {WEEK.map((day) => (
            <Checkbox key={day} value={String(day)} label={text.dayNames[day]} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
