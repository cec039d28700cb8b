import { Alert, Button, Group, Modal, TextInput } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState, type FormEvent } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { createRoomStrings } from "./createRoomStrings";
import { roomMenuStrings } from "./roomMenuStrings";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { roomNameProblem } from "./roomName";

type Props = { roomId: Id<"rooms">; name: string; onClose: () => void };

/** Gives a room another name. Two rooms may share one. */
export default function RenameRoomDialog({ roomId, name: before, onClose }: Props) {
  const [name, setName] = useState(before);
  const rename = useMutation(api.rooms.rename);
  const { submit, busy, failure } = useSubmit(() => rename({ roomId, name: name.trim() }));
  const problem = roomNameProblem(name);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && (await submit())) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={roomMenuStrings.rename}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          label={createRoomStrings.name}
          value={name}
          error={name !== before && problem}
          data-autofocus
          onChange={(event) => setName(event.target.value)}
        />
        {failure !== null && (
          <Alert color="red" role="alert" mt="md">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={problem !== null || name.trim() === before}
          >
            {roomMenuStrings.renameSubmit}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
