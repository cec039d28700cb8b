import { Button, Select, Text } from "@mantine/core";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FormDialog } from "../../components/FormDialog";
import { participantStrings } from "../participants/participantStrings";
import { staffRoomStrings as text } from "./staffRoomStrings";

/** As many as the server gives at once: colleagues sit between clients, in no order of kind. */
const PAGE = 200;

type Props = {
  room: { roomId: Id<"rooms">; name: string };
  creatorName: string;
  viewerIsCreator: boolean;
  onClose: () => void;
};

/** Makes another active colleague of the room its creator (row 6); says what that changes. */
export default function HandOverDialog({ room, creatorName, viewerIsCreator, onClose }: Props) {
  const { roomId } = room;
  const seats = usePaginatedQuery(api.participants.list, { roomId }, { initialNumItems: PAGE });
  const handOver = useMutation(api.rooms.handOver);
  const [successor, setSuccessor] = useState<Id<"users"> | null>(null);
  const colleagues = seats.results.filter(
    (seat) => seat.kind === "staff" && seat.state === "active" && !seat.isCreator,
  );
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
            {text.handOverBody} {viewerIsCreator ? text.youStay : text.creatorStays(creatorName)}
          </Text>
          {colleagues.length === 0 && seats.status === "Exhausted" ? (
            <Text size="sm">{text.nobodyElse}</Text>
          ) : (
            <Select
              label={text.successor}
              placeholder={text.successorPlaceholder}
              data-autofocus
              error={tried && successor === null && text.successorMissing}
              data={colleagues.map((seat) => ({
                value: seat.userId,
                label: seat.isYou ? `${seat.name} (${participantStrings.you})` : seat.name,
              }))}
              value={successor}
              onChange={(userId) => setSuccessor(userId as Id<"users"> | null)}
            />
          )}
          {seats.status === "CanLoadMore" && (
            <Button variant="subtle" onClick={() => seats.loadMore(PAGE)}>
              {text.lookFurther}
            </Button>
          )}
        </>
      )}
    </FormDialog>
  );
}
