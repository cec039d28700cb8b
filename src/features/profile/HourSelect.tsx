import { Select } from "@mantine/core";

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** Picks a full hour of the day, 0 to 23. */
export function HourSelect(props: {
  label: string;
  value: number;
  onChange: (hour: number) => void;
}) {
  return (
    <Select
      label={props.label}
      allowDeselect={false}
      data={HOURS}
      value={String(props.value)}
      onChange={(hour) => void (hour !== null && props.onChange(Number(hour)))}
    />
  );
}
