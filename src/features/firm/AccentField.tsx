import { TextInput } from "@mantine/core";
import { accentShades } from "../../app/accent";
import classes from "./FirmPage.module.css";
import { firmStrings as text } from "./firmStrings";

type Props = { value: string; error: string | null; onChange: (colour: string) => void };

/** The accent colour, by the browser's own picker or typed; says when contrast made it darker. */
export function AccentField({ value, error, onChange }: Props) {
  const shown = accentShades(value)[6];
  const isAdjusted = error === null && differ(shown, value.toLowerCase());
  return (
    <TextInput
      label={text.accentText}
      inputWrapperOrder={["label", "input", "description", "error"]}
      description={isAdjusted ? text.adjusted : undefined}
      error={error}
      value={value}
      leftSectionWidth={56}
      leftSectionPointerEvents="all"
      leftSection={
        <input
          type="color"
          className={classes.swatch}
          aria-label={text.accent}
          value={error === null ? value.toLowerCase() : shown}
          onChange={(event) => onChange(event.target.value)}
        />
      }
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}

/** Whether two colours differ visibly; taking a colour through Oklab and back moves a channel by one. */
function differ(first: string, second: string): boolean {
  return [1, 3, 5].some((at) => {
    const channel = (hex: string) => Number.parseInt(hex.slice(at, at + 2), 16);
    return Math.abs(channel(first) - channel(second)) > 2;
  });
}
