import { Select, Text } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FormDialog } from "../../components/FormDialog";
import type { Colleague } from "./teamRules";
import { teamStrings as text } from "./teamStrings";

/** Stands for "no successor named": the server gives each room to its longest-seated colleague. */
const LONGEST_SEATED = "";

type Props = { colleague: Colleague; onClose: () => void };

/** Suspends a colleague, asking first who takes over the rooms that they created. */
export function SuspendColleagueDialog({ colleague, onClose }: Props) {
  const { userId, name } = colleague;
  const rooms = useQuery(api.team.roomsToHandOver, { userId });
  const suspend = useMutation(api.team.suspend);
  const [successor, setSuccessor] = useState(LONGEST_SEATED);
  const named = successor === LONGEST_SEATED ? {} : { successorId: successor as Id<"users"> };
  return (
    <FormDialog
      title={text.suspendTitle(name)}
      submit={text.suspendConfirm}
      danger
      isComplete={rooms !== undefined}
      action={() => suspend({ userId, ...named })}
      onClose={onClose}
    >
      {() => (
        <>
          <Text size="sm" c="var(--ink-2)">
            {text.suspendBody}
          </Text>
          {rooms === undefined && <Text size="sm">{text.checking}</Text>}
          {rooms !== undefined && rooms.count > 0 && (
            <>
              <Text size="sm">{text.handOver(name, rooms.count)}</Text>
              <Select
                label={text.successor}
                description={successor === LONGEST_SEATED ? text.longestSeatedHint : undefined}
                allowDeselect={false}
                data={[
                  { value: LONGEST_SEATED, label: text.longestSeated },
                  ...rooms.successors.map((each) => ({ value: each.userId, label: each.name })),
                ]}
                value={successor}
                onChange={(value) => setSuccessor(value ?? LONGEST_SEATED)}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
