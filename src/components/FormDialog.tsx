import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { strings } from "../lib/strings";
import { useFocusBack } from "../lib/useFocusBack";
import { useSubmit } from "../lib/useSubmit";

type Props = {
  title: string;
  submit: string;
  /** Nothing is sent while this is false; the fields say what is missing once `tried` is true. */
  isComplete: boolean;
  danger?: boolean;
  action: () => Promise<unknown>;
  onClose: () => void;
  /** The fields. */
  children: (tried: boolean) => ReactNode;
};

/** A dialog with a few fields: sends them, says why it failed and keeps what was typed, closes when done. */
export function FormDialog(props: Props) {
  const [tried, setTried] = useState(false);
  useFocusBack();
  const { submit, busy, failure } = useSubmit(props.action);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (props.isComplete && (await submit())) props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack gap="md">
          {props.children(tried)}
          {failure !== null && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {strings.cancel}
            </Button>
            <Button
              type="submit"
              loading={busy}
              {...(props.danger === true ? { color: "red" } : {})}
            >
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
