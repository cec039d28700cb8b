import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { type KeyboardEvent, useId, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { TEAM } from "../../../convex/text/mentions";
import type { Edited } from "./editText";
import type { Candidate } from "./MentionList";
import { optionId } from "./MentionList";
import { addPick } from "./mentionPicks";
import { type MentionQuery, mentionQueryAt } from "./mentionQuery";
import { mentionStrings as s } from "./mentionStrings";
import type { Audience, RoomId } from "./types";

const NOBODY: Candidate[] = [];
const theTeam = (): Candidate => ({ key: TEAM, name: s.team, company: s.teamHint });

/** The state of the list behind "@": what is typed, who fits, which is chosen, and the keys. */
export function useMentions(about: {
  viewerEmail: string;
  roomId: string;
  audience: Audience;
  current: () => Edited;
  apply: (edited: Edited) => void;
}) {
  const { audience, roomId, viewerEmail } = about;
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const isAsked = query !== null && audience === "staff";
  const found = useQuery(
    api.mentions.candidates,
    isAsked ? { roomId: roomId as RoomId, search: query.search } : "skip",
  );
  const candidates = query === null ? NOBODY : [...teamIf(query.search), ...people(found)];
  const isOpen = candidates.length > 0;
  const at = Math.min(active, candidates.length - 1);

  const look = () => {
    const { text, start, end } = about.current();
    setQuery(start === end ? mentionQueryAt(text, start) : null);
    setActive(0);
  };
  const close = () => setQuery(null);
  const pick = ({ key, name }: Candidate) => {
    const { text, end } = about.current();
    if (query === null) return;
    if (key !== TEAM) addPick(viewerEmail, roomId, { key, name });
    const mention = `@${name} `;
    const caret = query.start + mention.length;
    about.apply({
      text: text.slice(0, query.start) + mention + text.slice(end),
      start: caret,
      end: caret,
    });
    close();
  };
  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const chosen = candidates[at];
    if (event.key === "ArrowDown") setActive((at + 1) % candidates.length);
    else if (event.key === "ArrowUp") setActive((at - 1 + candidates.length) % candidates.length);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) pick(chosen);
    else return false;
    return true;
  };
  const inputProps = isOpen
    ? { "aria-controls": listId, "aria-activedescendant": optionId(listId, at) }
    : {};
  return { isOpen, listId, candidates, active: at, look, close, pick, onKey, inputProps };
}

function teamIf(search: string): Candidate[] {
  return TEAM.startsWith(search.toLowerCase()) ? [theTeam()] : [];
}

function people(found: FunctionReturnType<typeof api.mentions.candidates> = []) {
  return found.map(({ userId, ...person }): Candidate => ({ key: userId, ...person }));
}
