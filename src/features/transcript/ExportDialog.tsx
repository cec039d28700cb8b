import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Id } from "../../../convex/_generated/dataModel";
import { strings } from "../../lib/strings";
import { useViewer } from "../auth/viewer";
import { formatBytes } from "../files/formatBytes";
import classes from "./ExportDialog.module.css";
import { transcriptStrings as s } from "./transcriptStrings";
import { type ExportState, useExport, type ExportWish } from "./useExport";

type Props = {
  room: { roomId: Id<"rooms">; name: string; kind: string };
  onClose: () => void;
};

const EDITIONS = [
  { value: "client", label: s.client, hint: s.clientHint },
  { value: "full", label: s.full, hint: s.fullHint },
] as const;

/** Asks which edition of the transcript is wanted, and makes it (row 26). Closing stops it. */
export default function ExportDialog({ room, onClose }: Props) {
  const viewer = useViewer();
  const { state, start } = useExport(room.roomId, viewer.timeZone);
  const [edition, setEdition] = useState<ExportWish["edition"]>("client");
  const [withFiles, setWithFiles] = useState(true);
  const [wantsNotes, setWantsNotes] = useState(false);
  const withNotes = wantsNotes && edition === "full" && room.kind === "client";
  const isWorking = state.status === "working";
  return (
    <Modal
      opened
      onClose={onClose}
      title={s.title(room.name)}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <Stack gap="md">
        <fieldset className={classes.editions} disabled={isWorking}>
          <legend>{s.edition}</legend>
          {EDITIONS.map(({ value, label, hint }) => (
            <label key={value} className={classes.edition}>
              <input
                type="radio"
                name="edition"
                checked={edition === value}
                onChange={() => setEdition(value)}
              />
              <span>
                <b>{label}</b>
                <br />
                {hint}
              </span>
            </label>
          ))}
        </fieldset>
        {edition === "full" && room.kind === "client" && (
          <Checkbox
            label={s.withNotes}
            disabled={isWorking}
            checked={wantsNotes}
            onChange={(event) => setWantsNotes(event.currentTarget.checked)}
          />
        )}
        <Checkbox
          label={s.withFiles}
          description={s.withFilesHint}
          disabled={isWorking}
          checked={withFiles}
          onChange={(event) => setWithFiles(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {s.audited}
        </Text>
        <Outcome state={state} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {state.status === "done" ? strings.close : strings.cancel}
          </Button>
          {state.status !== "done" && (
            <Button
              loading={isWorking}
              onClick={() => void start({ edition, withNotes, withFiles })}
            >
              {s.start}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Outcome({ state }: { state: ExportState }) {
  if (state.status === "failed") {
    return (
      <Alert color="red" role="alert">
        {state.sentence}
      </Alert>
    );
  }
  return (
    <>
      {state.status === "working" && (
        <progress
          className={classes.progress}
          aria-label={s.working}
          value={state.done}
          max={Math.max(1, state.all)}
        />
      )}
      <output className={classes.said}>
        {state.status === "working" && s.progress(state.done, state.all)}
        {state.status === "working" &&
          state.bytes > 0 &&
          ` · ${s.fileBytes(formatBytes(state.bytes))}`}
        {state.status === "done" && s.done}
      </output>
    </>
  );
}
