import { TextInput } from "@mantine/core";
import { invitationStrings as text } from "./invitationStrings";

export type InviteForm = { name: string; email: string };
export const EMPTY_INVITE: InviteForm = { name: "", email: "" };

/** What still keeps an invitation from being sent, by field. The server knows more about addresses than this. */
export function inviteProblems({ name, email }: InviteForm): {
  name: string | null;
  email: string | null;
} {
  return {
    name: name.trim() === "" ? text.nameMissing : null,
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? null : text.emailMissing,
  };
}

/** Name and address of the person to invite. */
export function InviteFields(props: {
  form: InviteForm;
  tried: boolean;
  onChange: (form: InviteForm) => void;
}) {
  const { form, tried, onChange } = props;
  const problems = inviteProblems(form);
  return (
    <>
      <TextInput
        label={text.name}
        autoComplete="off"
        data-autofocus
        value={form.name}
        error={tried && problems.name}
        onChange={(event) => onChange({ ...form, name: event.target.value })}
      />
      <TextInput
        label={text.email}
        type="email"
        autoComplete="off"
        value={form.email}
        error={tried && problems.email}
        onChange={(event) => onChange({ ...form, email: event.target.value })}
      />
    </>
  );
}
