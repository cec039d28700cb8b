import { Radio, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FormDialog } from "../../components/FormDialog";
import { LONGEST_SEATED, successorArgument, SuccessorSelect } from "../team/SuccessorSelect";
import { keepingStrings as text } from "./keepingStrings";

export type Erasable = { userId: Id<"users">; name: string; kind: "staff" | "client" };

/** Asks before a person is erased: what becomes of their messages and rooms, and their name typed. */
export default function EraseDialog({
  person,
  onClose,
}: {
  person: Erasable;
  onClose: () => void;
}) {
  const { userId, name, kind } = person;
  const rooms = useQuery(api.team.roomsToHandOver, kind === "staff" ? { userId } : "skip");
  const erase = useMutation(api.erasures.start);
  const [messages, setMessages] = useState("keep");
  const [successor, setSuccessor] = useState(LONGEST_SEATED);
  const [typed, setTyped] = useState("");
  const isTyped = typed.trim() === name.trim();
  return (
    <FormDialog
      title={text.eraseTitle(name)}
      submit={text.eraseConfirm}
      danger
      isComplete={isTyped && (kind === "client" || rooms !== undefined)}
      action={() =>
        erase({
          userId,
          confirmedName: typed,
          deletesMessages: messages === "delete",
          ...successorArgument(successor),
        })
      }
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Text size="sm" c="var(--ink-2)">
            {text.eraseBody(text.former[kind])}
          </Text>
          <Radio.Group label={text.eraseMessages} value={messages} onChange={setMessages}>
            <Stack gap="sm" mt="xs">
              <Radio value="keep" label={text.keepMessages(text.former[kind])} />
              <Radio value="delete" label={text.deleteMessages} />
            </Stack>
          </Radio.Group>
          {rooms !== undefined && rooms.count > 0 && (
            <SuccessorSelect
              successors={rooms.successors}
              value={successor}
              onChange={setSuccessor}
              label={text.successor}
            />
          )}
          <Text size="sm">{text.eraseLimits}</Text>
          <TextInput
            label={text.typeName(name)}
            autoComplete="off"
            value={typed}
            error={tried && !isTyped ? text.typeName(name) : null}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
