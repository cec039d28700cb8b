import { Select, Text } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FormDialog } from "../../components/FormDialog";
import { staffRoomStrings as text } from "./staffRoomStrings";

type Props = {
  room: { roomId: Id<"rooms">; name: string; creatorName: string };
  onClose: () => void;
};

/**
 * Makes a colleague the creator of a room that an owner or admin may not look into (row 6). They see
 * no participants (row 8), so the whole team is offered, and the server takes only who is in the room.
 */
export default function IndexHandOverDialog({ room, onClose }: Props) {
  const { roomId } = room;
  const team = useQuery(api.team.list, {});
  const handOver = useMutation(api.rooms.handOver);
  const [successor, setSuccessor] = useState<Id<"users"> | null>(null);
  const colleagues = (team ?? []).filter(({ state }) => state === "active");
  return (
    <FormDialog
      title={text.handOverTitle(room.name)}
      submit={text.handOverSubmit}
      isComplete={successor !== null}
      action={async () => {
        if (successor !== null) await handOver({ roomId, userId: successor });
      }}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Text size="sm" c="var(--ink-2)">
            {text.handOverBody} {text.creatorStays(room.creatorName)} {text.fromIndex}
          </Text>
          <Select
            label={text.successor}
            placeholder={text.successorFromTeam}
            data-autofocus
            error={tried && successor === null && text.successorMissing}
            data={colleagues.map(({ userId, name }) => ({ value: userId, label: name }))}
            value={successor}
            onChange={(userId) => setSuccessor(userId as Id<"users"> | null)}
          />
        </>
      )}
    </FormDialog>
  );
}
