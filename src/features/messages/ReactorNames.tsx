import { type ReactElement, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Tip } from "../../components/Tip";
import { useQueryState } from "../../lib/useQueryState";
import { reactionStrings as s } from "./deedStrings";
import type { MessageView, RoomId } from "./types";
import { personName } from "../../language/personName";

type About = { roomId: RoomId; messageId: MessageView["messageId"]; emoji: string };

/** A reaction whose tooltip says who it is of, asked for when it is pointed at or in focus. */
export function ReactorNames({ about, children }: { about: About; children: ReactElement }) {
  const [asked, setAsked] = useState(false);
  return (
    <Tip
      label={asked ? <Names about={about} /> : s.loading}
      describes
      onShow={() => setAsked(true)}
    >
      {children}
    </Tip>
  );
}

function Names({ about }: { about: About }) {
  const names = useQueryState({ query: api.reactions.who, args: about });
  if (names.status !== "success") return s.loading;
  return names.data.map(personName).join(", ");
}
