import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState, type FormEvent } from "react";
import { api } from "../../../convex/_generated/api";
import { TimeZoneSelect } from "../../components/TimeZoneSelect";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { useViewer } from "../auth/viewer";

const text = strings.profile;

/** One's own name and time zone; sends only what was changed. */
export function ProfileForm() {
  const viewer = useViewer();
  const [name, setName] = useState(viewer.name);
  const [timeZone, setTimeZone] = useState(viewer.timeZone);
  const update = useMutation(api.users.updateProfile);
  const changes = {
    ...(name.trim() === viewer.name ? {} : { name: name.trim() }),
    ...(timeZone === viewer.timeZone ? {} : { timeZone }),
  };
  const { submit, busy, failure } = useSubmit(() => update(changes));
  const isMissing = name.trim() === "";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) void submit();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label={text.name}
          autoComplete="name"
          value={name}
          error={isMissing && text.nameMissing}
          onChange={(event) => setName(event.target.value)}
        />
        <TimeZoneSelect
          label={text.timeZone}
          description={text.timeZoneHint}
          value={timeZone}
          onChange={setTimeZone}
        />
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={Object.keys(changes).length === 0}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
