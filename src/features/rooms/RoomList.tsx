import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { strings } from "../../lib/strings";
import { useNow } from "../../lib/useNow";
import type { RoomListItem } from "./roomListTypes";
import { RoomRow } from "./RoomRow";
import type { Section } from "./sections";
import { useRovingFocus } from "./useRovingFocus";
import classes from "./RoomList.module.css";

export type RoomListProps = {
  sections: Section[];
  currentRoomId: string | undefined;
  pathOf: (roomId: string) => string;
  timeZone: string;
  /** Whose drafts of this device the rows show. */
  viewerEmail: string;
  /** Shows archived rooms whether folded or not: hits of a filter must not hide. */
  unfold?: boolean;
};

const FOLD_KEY = "fold:archived";

/** The list of rooms: one tab stop, arrows move, Enter opens. Archived rooms are folded unless one of them is open. */
export function RoomList({ sections, currentRoomId, ...row }: RoomListProps) {
  const now = useNow();
  const [unfolded, setUnfolded] = useState(false);
  const archived = sections.find((section) => section.key === "archived");
  const showArchived = unfolded || row.unfold === true || isIn(archived, currentRoomId);
  const keys = sections.flatMap((section) =>
    section.key === "archived"
      ? [FOLD_KEY, ...(showArchived ? idsOf(section) : [])]
      : idsOf(section),
  );
  const { listProps, tabIndexOf } = useRovingFocus(keys, currentRoomId);
  const rows = (rooms: RoomListItem[], label: string) => (
    <ul className={classes.rows} aria-label={label}>
      {rooms.map((room) => (
        <RoomRow
          key={room.roomId}
          room={room}
          to={row.pathOf(room.roomId)}
          current={room.roomId === currentRoomId}
          tabIndex={tabIndexOf(room.roomId)}
          now={now}
          timeZone={row.timeZone}
          viewerEmail={row.viewerEmail}
        />
      ))}
    </ul>
  );

  return (
    // The arrows only move focus between links and buttons that work without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav aria-label={strings.rooms.list} className={classes.list} {...listProps}>
      {sections.map((section) => (
        <div key={section.key} className={classes.section}>
          {section.key === "archived" ? (
            <button
              type="button"
              className={classes.fold}
              data-roving={FOLD_KEY}
              tabIndex={tabIndexOf(FOLD_KEY)}
              aria-expanded={showArchived}
              onClick={() => setUnfolded(!showArchived)}
            >
              <IconChevronRight size={14} className={classes.chevron} aria-hidden />
              {strings.rooms.sections.archived}
              <span className={classes.count}>{section.rooms.length}</span>
            </button>
          ) : (
            section.key !== "all" && (
              <h2 className={classes.heading}>{strings.rooms.sections[section.key]}</h2>
            )
          )}
          {(section.key !== "archived" || showArchived) && rows(section.rooms, labelOf(section))}
        </div>
      ))}
    </nav>
  );
}

function labelOf(section: Section): string {
  return section.key === "all" ? strings.rooms.list : strings.rooms.sections[section.key];
}

function idsOf(section: Section): string[] {
  return section.rooms.map((room) => room.roomId);
}

function isIn(section: Section | undefined, roomId: string | undefined): boolean {
  return section?.rooms.some((room) => room.roomId === roomId) ?? false;
}
