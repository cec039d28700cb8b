import { Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { monthsBefore } from "../../../convex/model/calendarMonths";
import { FormDialog } from "../../components/FormDialog";
import { keepingStrings as text } from "./keepingStrings";

/** Asks before messages are kept for `months` (null: for ever again): what would go, and a word to type. */
export default function RetentionDialog(props: { months: number | null; onClose: () => void }) {
  const { months, onClose } = props;
  const [now] = useState(Date.now);
  const [word, setWord] = useState("");
  const set = useMutation(api.retention.set);
  const preview = useQuery(
    api.retention.preview,
    months === null ? "skip" : { beforeTime: monthsBefore(now, months) },
  );
  const isTyped = months === null || word.trim().toLowerCase() === text.word.toLowerCase();
  return (
    <FormDialog
      title={months === null ? text.stopTitle : text.setTitle(months)}
      submit={months === null ? text.stopConfirm : text.setConfirm}
      danger={months !== null}
      isComplete={isTyped}
      action={() => set({ months })}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Text size="sm" c="var(--ink-2)">
            {months === null ? text.stopBody : text.setBody}
          </Text>
          {preview !== undefined && (
            <Text size="sm">{text.preview(preview.messages, preview.rooms)}</Text>
          )}
          {months !== null && (
            <TextInput
              label={text.typeWord(text.word)}
              autoComplete="off"
              value={word}
              error={tried && !isTyped ? text.typeWord(text.word) : null}
              onChange={(event) => setWord(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
