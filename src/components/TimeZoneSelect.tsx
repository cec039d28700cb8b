import { Select } from "@mantine/core";

const SHOWN = 60;
const ZONES = Intl.supportedValuesOf("timeZone");

/** Picks an IANA time zone by typing a part of its name. The current one is offered even if this browser lacks it. */
export function TimeZoneSelect(props: {
  label: string;
  description: string;
  value: string;
  onChange: (zone: string) => void;
}) {
  const zones = ZONES.includes(props.value) ? ZONES : [props.value, ...ZONES];
  return (
    <Select
      label={props.label}
      description={props.description}
      searchable
      allowDeselect={false}
      limit={SHOWN}
      data={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      value={props.value}
      onChange={(zone) => void (zone !== null && props.onChange(zone))}
    />
  );
}
