import { Text } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { FormDialog } from "../../components/FormDialog";
import { LONGEST_SEATED, successorArgument, SuccessorSelect } from "./SuccessorSelect";
import type { Colleague } from "./teamRules";
import { teamStrings as text } from "./teamStrings";

type Props = { colleague: Colleague; onClose: () => void };

/** Suspends a colleague, asking first who takes over the rooms that they created. */
export function SuspendColleagueDialog({ colleague, onClose }: Props) {
  const { userId, name } = colleague;
  const rooms = useQuery(api.team.roomsToHandOver, { userId });
  const suspend = useMutation(api.team.suspend);
  const [successor, setSuccessor] = useState(LONGEST_SEATED);
  return (
    <FormDialog
      title={text.suspendTitle(name)}
      submit={text.suspendConfirm}
      danger
      isComplete={rooms !== undefined}
      action={() => suspend({ userId, ...successorArgument(successor) })}
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
              <SuccessorSelect
                successors={rooms.successors}
                value={successor}
                onChange={setSuccessor}
                label={text.successor}
                hint={text.longestSeatedHint}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
