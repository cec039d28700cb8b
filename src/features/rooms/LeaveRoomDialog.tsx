import { Button, Group, Modal, Text } from "@mantine/core";
import { useMutation } from "convex/react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { paths } from "../../app/paths";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { strings } from "../../lib/strings";
import { staffRoomStrings as text } from "./staffRoomStrings";

type Props = {
  room: { roomId: Id<"rooms">; name: string };
  creatorName: string;
  viewerIsCreator: boolean;
  onHandOver: () => void;
  onClose: () => void;
};

/** Gives up one's own seat after a question (row 7). The creator is told to hand the room over first. */
export default function LeaveRoomDialog(props: Props) {
  const { room, onClose } = props;
  const navigate = useNavigate();
  const leave = useMutation(api.participants.leave);
  if (props.viewerIsCreator) return <CreatorStays {...props} />;
  return (
    <ConfirmDialog
      title={text.leaveTitle(room.name)}
      body={text.leaveBody(props.creatorName)}
      confirm={text.leaveConfirm}
      danger
      action={async () => {
        await leave({ roomId: room.roomId });
        // Away from the room, which would now say that access was lost.
        await navigate(paths.home("staff"));
      }}
      onClose={onClose}
    />
  );
}

function CreatorStays({ room, onHandOver, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={text.leaveTitle(room.name)} withCloseButton={false}>
      <Text size="sm" c="var(--ink-2)">
        {text.creatorLeaves}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button data-autofocus onClick={onHandOver}>
          {text.handOver}
        </Button>
      </Group>
    </Modal>
  );
}
