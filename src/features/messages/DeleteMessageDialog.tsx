import { Button, Group, Modal, Text } from "@mantine/core";
import { deleteStrings as s } from "./messageStrings";

export type DeleteMessageDialogProps = {
  opened: boolean;
  isDeleting: boolean;
  error: string | null;
  onCancel: () => void;
  onConfirm: () => void;
};

/** Asks before a message is gone for everybody; Enter alone cancels, because the focus is there. */
export function DeleteMessageDialog(props: DeleteMessageDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onCancel}
      title={s.title}
      returnFocus={false} // The pane decides: the cross on cancel, the next message on delete.
      withCloseButton={false}
      transitionProps={{ duration: 120 }}
    >
      <Text size="sm">{s.body}</Text>
      {props.error !== null && (
        <Text size="sm" c="var(--danger)" mt="sm" role="alert">
          {props.error}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={props.onCancel}>
          {s.cancel}
        </Button>
        <Button color="red" loading={props.isDeleting} onClick={props.onConfirm}>
          {s.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
