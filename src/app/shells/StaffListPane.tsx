import { ActionIcon, Button } from "@mantine/core";
import { IconMessages, IconPencilPlus, IconSearch, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { EmptyState } from "../../components/EmptyState";
import { Tip } from "../../components/Tip";
import {
  RoomFilters,
  useFilteredSections,
  type RoomFilterKey,
} from "../../features/rooms/RoomFilters";
import { roomFilterStrings } from "../../features/rooms/roomFilterStrings";
import { useCreateRoom } from "../../features/rooms/useCreateRoom";
import { RoomList, type RoomListProps } from "../../features/rooms/RoomList";
import { RoomListSkeleton } from "../../features/rooms/RoomListSkeleton";
import type { RoomListItem } from "../../features/rooms/roomListTypes";
import { strings } from "../../lib/strings";
import classes from "./ListPane.module.css";

/** From this number of rooms on, finding one by name beats scrolling. */
const FILTER_FROM_ROOMS = 6;

type Props = { rooms: RoomListItem[] | undefined; firmName: string; listProps: RoomListProps };

/** The team's room list with its header: the firm, "New room", and a filter by name. */
export function StaffListPane({ rooms, firmName, listProps }: Props) {
  const [filter, setFilter] = useState("");
  const [shown, setShown] = useState<RoomFilterKey>("all");
  const { currentRoomId } = listProps;
  const sections = useFilteredSections(listProps.sections, shown, currentRoomId);
  const createRoom = useCreateRoom();
  return (
    <>
      <header className={classes.header}>
        <h1 className={classes.title}>{firmName}</h1>
        <Tip label={strings.rooms.create}>
          <ActionIcon
            variant="light"
            color="accent"
            size={44}
            aria-label={strings.rooms.create}
            onClick={createRoom.open}
          >
            <IconPencilPlus size={20} stroke={1.7} />
          </ActionIcon>
        </Tip>
      </header>
      {rooms !== undefined && rooms.length >= FILTER_FROM_ROOMS && (
        <RoomFilter value={filter} onChange={setFilter} />
      )}
      {rooms !== undefined && rooms.length > 0 && <RoomFilters value={shown} onChange={setShown} />}
      {/* Its own element: what comes above the list would move it otherwise. */}
      {rooms === undefined && <RoomListSkeleton />}
      <div className={classes.scroll} hidden={rooms === undefined}>
        {rooms === undefined ? null : rooms.length === 0 ? (
          <EmptyState
            icon={<IconMessages size={24} stroke={1.6} />}
            title={strings.rooms.empty.staffTitle}
            body={strings.rooms.empty.staffBody}
          >
            <Button onClick={createRoom.open}>{strings.rooms.create}</Button>
          </EmptyState>
        ) : (
          <FilteredList filter={filter} listProps={{ ...listProps, sections }} shown={shown} />
        )}
      </div>
      {createRoom.dialog}
    </>
  );
}

function RoomFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className={classes.filter}>
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <input
        type="search"
        aria-label={strings.rooms.filter}
        placeholder={strings.rooms.filter}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => void (event.key === "Escape" && onChange(""))}
      />
      {value !== "" && (
        <ActionIcon size="sm" aria-label={strings.close} onClick={() => onChange("")}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

function FilteredList(props: { filter: string; shown: RoomFilterKey; listProps: RoomListProps }) {
  const { filter, shown, listProps } = props;
  const wanted = filter.trim().toLocaleLowerCase();
  if (listProps.sections.length === 0)
    return <p className={classes.none}>{roomFilterStrings.none[shown]}</p>;
  if (wanted === "") return <RoomList {...listProps} unfold={shown !== "all"} />;
  const sections = listProps.sections
    .map((section) => ({
      ...section,
      rooms: section.rooms.filter((room) => room.name.toLocaleLowerCase().includes(wanted)),
    }))
    .filter((section) => section.rooms.length > 0);
  if (sections.length === 0)
    return <p className={classes.none}>{strings.rooms.noMatch(filter.trim())}</p>;
  return <RoomList {...listProps} sections={sections} unfold />;
}
