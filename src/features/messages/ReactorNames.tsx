import { Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { useQueryState } from "../../lib/useQueryState";
import { reactionStrings as s } from "./deedStrings";
import type { MessageView, RoomId } from "./types";

type About = { roomId: RoomId; messageId: MessageView["messageId"]; emoji: string };

/** A reaction whose tooltip says who it is of, asked for when it is pointed at or in focus. */
export function ReactorNames({ about, children }: { about: About; children: ReactElement }) {
  const [asked, setAsked] = useState(false);
  const ask = () => setAsked(true);
  return (
    <Tooltip
      label={asked ? <Names about={about} /> : s.loading}
      events={{ hover: true, focus: true, touch: false }}
    >
      <span onPointerEnter={ask} onFocus={ask}>
        {children}
      </span>
    </Tooltip>
  );
}

function Names({ about }: { about: About }) {
  const names = useQueryState({ query: api.reactions.who, args: about });
  if (names.status !== "success") return s.loading;
  return names.data.join(", ");
}
