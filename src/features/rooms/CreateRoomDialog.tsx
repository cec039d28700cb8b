import { Alert, Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "convex/react";
import { useRef, useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { createRoomStrings as text } from "./createRoomStrings";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { useStaffViewer } from "../auth/viewer";
import type { Id } from "../../../convex/_generated/dataModel";
import {
  candidateGroups,
  companiesOf,
  type Directory,
  invitedAmong,
} from "../participants/directory";
import { MixedCompanies } from "../participants/MixedCompanies";
import { participantStrings } from "../participants/participantStrings";
import { PeoplePicker } from "../participants/PeoplePicker";
import { useDirectory } from "../participants/useDirectory";
import {
  EMPTY_FORM,
  problemsOf,
  toCreateArgs,
  withKind,
  withPortal,
  type CreateRoomForm,
} from "./createRoomForm";
import classes from "./CreateRoomDialog.module.css";
import { RoomKindPicker } from "./RoomKindPicker";

const NOBODY: Directory = { isPartial: false, staff: [], portals: [] };
/** In a new room no seat is kept for anybody yet. */
const NOBODY_WAITS: ReadonlySet<string> = new Set();

/**
 * Makes a room: what kind, for which client, its name, who is in it; for the invited ones seats are kept (R3). Opens it
 * afterwards. If keeping a seat fails, trying again goes on with the room that was made.
 */
export default function CreateRoomDialog(props: {
  initial?: Partial<CreateRoomForm>;
  onClose: () => void;
}) {
  const { onClose } = props;
  const viewer = useStaffViewer();
  const navigate = useNavigate();
  const { directory = NOBODY, search } = useDirectory();
  const create = useMutation(api.rooms.create);
  const reserve = useMutation(api.participants.reserve);
  const made = useRef<Id<"rooms">>(null);
  const [form, setForm] = useState<CreateRoomForm>({ ...EMPTY_FORM, ...props.initial });
  const [tried, setTried] = useState(false);
  const invited = invitedAmong(directory, form.picked);
  const { submit, busy, failure } = useSubmit(async () => {
    made.current ??= await create(toCreateArgs(form, invited));
    const roomId = made.current;
    const confirmed = form.mixedConfirmed ? { confirmed: true } : {};
    for (const userId of invited) await reserve({ roomId, userId, ...confirmed });
    onClose();
    // The room's composer takes the focus from here.
    await navigate(paths.room("staff", roomId));
  });

  const isStaff = (userId: string) => directory.staff.some((person) => person.userId === userId);
  const companies = form.kind === "client" ? companiesOf(directory, form.picked) : [];
  const problems = problemsOf(form, companies);
  const groups = candidateGroups(directory, {
    staffOnly: form.kind === "internal",
    viewerId: viewer.userId,
    waiting: NOBODY_WAITS,
    portalId: form.portal?.portalId,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).every((problem) => problem === null)) void submit();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={text.title}
      size="lg"
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <RoomKindPicker
            value={form.kind}
            onChange={(kind) => setForm(withKind(form, kind, isStaff))}
          />
          {form.kind === "client" && (
            <PortalSelect
              directory={directory}
              form={form}
              error={tried ? problems.portal : null}
              onChange={setForm}
              onSearch={search}
            />
          )}
          <TextInput
            label={text.name}
            placeholder={text.namePlaceholder}
            value={form.name}
            error={tried && problems.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
          <fieldset className={classes.people}>
            <legend>{text.people}</legend>
            <p>{text.peopleHint}</p>
            <PeoplePicker
              groups={groups}
              picked={form.picked}
              onChange={(picked) => setForm({ ...form, picked })}
              onSearch={search}
            />
            {invited.length > 0 && <p>{participantStrings.keepHint}</p>}
          </fieldset>
          <MixedCompanies
            companies={companies}
            confirmed={form.mixedConfirmed}
            onConfirm={(mixedConfirmed) => setForm({ ...form, mixedConfirmed })}
          />
          {(failure !== null || (tried && problems.mixed !== null)) && (
            <Alert color="red" role="alert">
              {failure ?? problems.mixed}
            </Alert>
          )}
          <Group justify="flex-end" className={classes.foot!}>
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {text.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function PortalSelect(props: {
  directory: Directory;
  form: CreateRoomForm;
  error: string | null;
  onChange: (form: CreateRoomForm) => void;
  onSearch: (typed: string) => void;
}) {
  const { portals } = props.directory;
  return (
    <Select
      label={text.portal}
      placeholder={text.portalPlaceholder}
      searchable
      data-autofocus
      openOnFocus={false}
      onSearchChange={props.onSearch}
      error={props.error}
      data={portals.map((portal) => ({ value: portal.portalId, label: portal.name }))}
      value={props.form.portal?.portalId ?? null}
      onChange={(portalId) => {
        const portal = portals.find((each) => each.portalId === portalId);
        props.onChange(
          withPortal(props.form, portal ? { portalId: portal.portalId, name: portal.name } : null),
        );
      }}
    />
  );
}
