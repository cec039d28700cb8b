import { Button, Switch, TextInput } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState, type FormEvent } from "react";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../components/Section";
import { TimeZoneSelect } from "../../components/TimeZoneSelect";
import { useSubmit } from "../../lib/useSubmit";
import { AccentField } from "./AccentField";
import { changesOf, firmProblems, type FirmSettings } from "./firmForm";
import classes from "./FirmPage.module.css";
import { firmStrings as text } from "./firmStrings";
import { LogoField } from "./LogoField";
import { PortalPreview } from "./PortalPreview";
import { WaitingHoursField } from "./WaitingHoursField";

type Fields = {
  form: FirmSettings;
  problems: ReturnType<typeof firmProblems>;
  edit: (change: Partial<FirmSettings>) => void;
};

/** The firm's settings as a form: nothing is changed before "Save changes", which sends only what differs. */
export function FirmForm({ settings }: { settings: FirmSettings }) {
  const [edits, setEdits] = useState<Partial<FirmSettings>>({});
  const [isSaved, setIsSaved] = useState(false);
  const update = useMutation(api.firm.update);
  const form = { ...settings, ...edits };
  const changes = changesOf(settings, form);
  const problems = firmProblems(form);
  const { submit, busy, failure } = useSubmit(() => update(changes));
  const isDirty = Object.keys(changes).length > 0;
  const edit = (change: Partial<FirmSettings>) => {
    setIsSaved(false);
    setEdits((before) => ({ ...before, ...change }));
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (Object.values(problems).some((problem) => problem !== null)) return;
    if (!(await submit())) return;
    setEdits({});
    setIsSaved(true);
  };
  const fields = { form, problems, edit };
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <BrandSection {...fields} />
      <IdentitySection {...fields} />
      <TimeSection {...fields} />
      <div className={classes.foot}>
        {failure === null ? (
          <output>{isSaved && !isDirty ? text.saved : ""}</output>
        ) : (
          <p role="alert">{failure}</p>
        )}
        <Button variant="default" disabled={!isDirty} onClick={() => setEdits({})}>
          {text.discard}
        </Button>
        <Button type="submit" loading={busy} disabled={!isDirty}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}

function BrandSection({ form, problems, edit }: Fields) {
  return (
    <Section title={text.brand} hint={text.brandHint}>
      <div className={classes.fields}>
        <TextInput
          label={text.name}
          value={form.name}
          error={problems.name}
          onChange={(event) => edit({ name: event.target.value })}
        />
        <AccentField
          value={form.accentColor}
          error={problems.accentColor}
          onChange={(accentColor) => edit({ accentColor })}
        />
        <LogoField form={form} onChange={(logo) => edit({ logo })} />
      </div>
    </Section>
  );
}

function IdentitySection({ form, edit }: Fields) {
  return (
    <Section title={text.identity}>
      <div className={classes.fields}>
        <Switch
          size="md"
          label={text.identitySwitch}
          description={text.identityHint}
          checked={form.studioIdentity}
          onChange={(event) => edit({ studioIdentity: event.target.checked })}
        />
        <section aria-label={text.preview}>
          <PortalPreview form={form} />
        </section>
      </div>
    </Section>
  );
}

function TimeSection({ form, problems, edit }: Fields) {
  return (
    <>
      <Section title={text.time}>
        <TimeZoneSelect
          label={text.timeZone}
          description={text.timeZoneHint}
          value={form.timeZone}
          onChange={(timeZone) => edit({ timeZone })}
        />
      </Section>
      <Section title={text.hours} hint={text.hoursHint}>
        <WaitingHoursField
          value={form.waitingHours}
          error={problems.waitingHours}
          onChange={(waitingHours) => edit({ waitingHours })}
        />
      </Section>
    </>
  );
}
