import { Alert, Button, Group, Stack } from "@mantine/core";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { participantStrings } from "./participantStrings";
import { strings } from "../../lib/strings";
import { useFocusBack } from "../../lib/useFocusBack";
import { useSubmit } from "../../lib/useSubmit";
import { useStaffViewer } from "../auth/viewer";
import { candidateGroups, companiesOf, invitedAmong, type UserId } from "./directory";
import { MixedCompanies } from "./MixedCompanies";
import { participantStrings as text } from "./participantStrings";
import type { StaffRoomDetails } from "./ParticipantsDrawer";
import classes from "./ParticipantsDrawer.module.css";
import { PeoplePicker } from "./PeoplePicker";
import { useDirectory } from "./useDirectory";

/** Enough to mark those who are in already; the server refuses nobody for being seated twice. */
const SEATED_LOOKUP = 200;

/**
 * Picks people and seats them, all or none, then keeps seats for the invited ones; only offered to
 * the room's creator (R2, R3). If keeping a seat fails, trying again repeats both harmlessly.
 */
export function AddPeople({
  room,
  portalId,
  onDone,
}: Pick<StaffRoomDetails, "room" | "portalId"> & { onDone: () => void }) {
  const viewer = useStaffViewer();
  useFocusBack();
  const { roomId } = room;
  const { directory, search } = useDirectory();
  const seats = usePaginatedQuery(
    api.participants.list,
    { roomId },
    { initialNumItems: SEATED_LOOKUP },
  );
  const kept = useQuery(api.participants.pending, { roomId });
  const add = useMutation(api.participants.add);
  const reserve = useMutation(api.participants.reserve);
  const [picked, setPicked] = useState<ReadonlySet<UserId>>(new Set());
  const [mixedConfirmed, setMixedConfirmed] = useState(false);
  const invited = directory === undefined ? [] : invitedAmong(directory, picked);
  const active = [...picked].filter((userId) => !invited.includes(userId));
  const { submit, busy, failure } = useSubmit(async () => {
    const confirmed = mixedConfirmed ? { confirmed: true } : {};
    if (active.length > 0) await add({ roomId, userIds: active, ...confirmed });
    for (const userId of invited) await reserve({ roomId, userId, ...confirmed });
    onDone();
  });
  if (directory === undefined || kept === undefined || seats.status === "LoadingFirstPage") {
    return null;
  }

  const seated = new Set(seats.results.map((seat) => seat.userId));
  const waiting = new Set(kept.map((person) => person.userId));
  const groups = candidateGroups(directory, {
    staffOnly: room.kind === "internal",
    viewerId: viewer.userId,
    seated,
    waiting,
    portalId,
  });
  const addsClient = directory.portals.some((portal) =>
    portal.contacts.some((contact) => picked.has(contact.userId)),
  );
  // Announcement rooms mix companies by design: nobody there writes but the team.
  const companies =
    room.kind === "client" && addsClient
      ? companiesOf(directory, new Set([...seated, ...waiting, ...picked]))
      : [];
  const blocked = picked.size === 0 || (companies.length > 1 && !mixedConfirmed);
  return (
    <Stack gap="md">
      <p style={{ margin: 0, color: "var(--ink-2)", fontSize: "0.85rem" }}>
        {participantStrings.addHint}
      </p>
      <PeoplePicker
        groups={groups}
        picked={picked}
        onChange={setPicked}
        onSearch={search}
        takesFocus
      />
      <div aria-live="polite">
        {invited.length > 0 && <p className={classes.note}>{text.keepHint}</p>}
      </div>
      <MixedCompanies
        companies={companies}
        confirmed={mixedConfirmed}
        onConfirm={setMixedConfirmed}
      />
      {failure !== null && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {strings.back}
        </Button>
        <Button loading={busy} disabled={blocked} onClick={() => void submit()}>
          {text.addSubmit(active.length, invited.length)}
        </Button>
      </Group>
    </Stack>
  );
}
