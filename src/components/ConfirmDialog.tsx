import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import { strings } from "../lib/strings";
import { useFocusBack } from "../lib/useFocusBack";
import { useSubmit } from "../lib/useSubmit";

type Props = {
  title: string;
  body: string;
  confirm: string;
  danger?: boolean;
  /** What confirming does; its failure is told in the dialog, which then stays open. */
  action: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks before something with consequences. Focus starts on Cancel, so that a stray Enter changes nothing. */
export function ConfirmDialog({ title, body, confirm, danger, action, onClose }: Props) {
  const { submit, busy, failure } = useSubmit(action);
  useFocusBack();
  const run = async () => {
    if (await submit()) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} withCloseButton={false}>
      <Text size="sm" c="var(--ink-2)">
        {body}
      </Text>
      {failure !== null && (
        <Alert color="red" role="alert" mt="md">
          {failure}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button
          loading={busy}
          {...(danger === true ? { color: "red" } : {})}
          onClick={() => void run()}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
