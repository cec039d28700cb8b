import { Select } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { teamStrings as text } from "./teamStrings";

/** Stands for "no successor named": the server gives each room to its longest-seated colleague. */
export const LONGEST_SEATED = "";

type Props = {
  successors: FunctionReturnType<typeof api.team.roomsToHandOver>["successors"];
  value: string;
  onChange: (value: string) => void;
  label: string;
  /** Said below while nobody is named. */
  hint?: string;
};

/** Who takes over the rooms of somebody who goes: one colleague, or each room's longest-seated. */
export function SuccessorSelect({ successors, value, onChange, label, hint }: Props) {
  return (
    <Select
      label={label}
      description={value === LONGEST_SEATED ? hint : undefined}
      allowDeselect={false}
      data={[
        { value: LONGEST_SEATED, label: text.longestSeated },
        ...successors.map((each) => ({ value: each.userId, label: each.name })),
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? LONGEST_SEATED)}
    />
  );
}

/** The argument for the server: nothing where no successor was named. */
export function successorArgument(value: string): { successorId?: Id<"users"> } {
  return value === LONGEST_SEATED ? {} : { successorId: value as Id<"users"> };
}
