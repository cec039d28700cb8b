import { Alert, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState, type FormEvent } from "react";
import { api } from "../../../convex/_generated/api";
import { TimeZoneSelect } from "../../components/TimeZoneSelect";
import { LANGUAGES, type Language } from "../../language/language";
import { profileStrings as text } from "./profileStrings";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { useViewer } from "../auth/viewer";

/** Each language by its own name, so that it is found by whoever doesn't read the current one. */
const CHOICES = Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }));

/** One's own name, language and time zone; sends only what was changed. */
export function ProfileForm() {
  const viewer = useViewer();
  const [name, setName] = useState(viewer.name);
  const [language, setLanguage] = useState<Language>(viewer.language);
  const [timeZone, setTimeZone] = useState(viewer.timeZone);
  const update = useMutation(api.users.updateProfile);
  const changes = {
    ...(name.trim() === viewer.name ? {} : { name: name.trim() }),
    ...(language === viewer.language ? {} : { language }),
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
        <Select
          label={text.language}
          description={text.languageHint}
          allowDeselect={false}
          data={CHOICES}
          value={language}
          onChange={(value) => void (value !== null && setLanguage(value as Language))}
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
