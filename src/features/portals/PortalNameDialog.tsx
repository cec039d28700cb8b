import { TextInput } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "../../components/FormDialog";
import { portalStrings as text } from "./portalStrings";

type Props = {
  title: string;
  submit: string;
  before: string;
  action: (name: string) => Promise<unknown>;
  onClose: () => void;
};

/** Asks for a company's name: of a new one, or another one of an old one. */
export function PortalNameDialog({ title, submit, before, action, onClose }: Props) {
  const [name, setName] = useState(before);
  const isComplete = name.trim() !== "";
  return (
    <FormDialog
      title={title}
      submit={submit}
      isComplete={isComplete}
      action={() => action(name.trim())}
      onClose={onClose}
    >
      {(tried) => (
        <TextInput
          label={text.name}
          data-autofocus
          value={name}
          error={tried && !isComplete && text.nameMissing}
          onChange={(event) => setName(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
