import { useMantineColorScheme } from "@mantine/core";
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import {
  IconArrowRight,
  IconKeyboard,
  IconPencilPlus,
  IconSearch,
  IconSun,
} from "@tabler/icons-react";
import { useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { useHelp } from "../../app/help";
import { paths, type Shell } from "../../app/paths";
import { badge, strings } from "../../lib/strings";
import { useViewer } from "../auth/viewer";
import { RoomTile } from "../rooms/RoomParts";
import type { RoomListItem } from "../rooms/roomListTypes";
import { pagesOf } from "./pages";
import { paletteStrings as s } from "./paletteStrings";

const SCHEMES = ["auto", "light", "dark"] as const;
const SHOWN = 30;
const ICON = { size: 20, stroke: 1.6 } as const;

type Props = { shell: Shell; onCreateRoom: (() => void) | null; onClose: () => void };

/** Rooms, pages and deeds by name: type, choose with the arrows, Enter. */
export default function CommandPalette({ shell, onCreateRoom, onClose }: Props) {
  const [[store, palette]] = useState(createSpotlight);
  const [words, setWords] = useState("");
  const rooms = useQuery(api.rooms.list, {});
  const viewer = useViewer();
  const navigate = useNavigate();
  const help = useHelp();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => palette.open(), [palette]);

  const go = (address: string) => () => void navigate(address);
  const wanted = words.trim();
  const groups: SpotlightActionGroupData[] = [
    {
      group: s.rooms,
      actions: byNeed(rooms ?? []).map((room) => ({
        id: room.roomId,
        label: room.name,
        ...descriptionOf(room),
        leftSection: <RoomTile room={room} size={32} />,
        onClick: go(paths.room(shell, room.roomId)),
      })),
    },
    {
      group: s.pages,
      actions: pagesOf(viewer).map(({ label, address }) => ({
        id: address,
        label,
        leftSection: <IconArrowRight {...ICON} />,
        onClick: go(address),
      })),
    },
    {
      group: s.actions,
      actions: [
        ...(onCreateRoom === null
          ? []
          : [
              {
                id: "create",
                label: strings.rooms.create,
                leftSection: <IconPencilPlus {...ICON} />,
                onClick: onCreateRoom,
              },
            ]),
        ...SCHEMES.map((scheme) => ({
          id: scheme,
          label: s.theme(strings.theme[scheme]),
          leftSection: <IconSun {...ICON} />,
          onClick: () => setColorScheme(scheme),
        })),
        ...(wanted === ""
          ? []
          : [
              {
                id: "search",
                label: s.searchFor(wanted),
                leftSection: <IconSearch {...ICON} />,
                onClick: go(`${paths.search(shell)}?q=${encodeURIComponent(wanted)}`),
              },
            ]),
        {
          id: "help",
          label: strings.nav.help,
          leftSection: <IconKeyboard {...ICON} />,
          onClick: help,
        },
      ],
    },
  ];
  return (
    <Spotlight
      store={store}
      actions={groups}
      query={words}
      onQueryChange={setWords}
      nothingFound={s.none}
      limit={SHOWN}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 480px)"
      searchProps={{
        placeholder: s.placeholder,
        "aria-label": s.label,
        leftSection: <IconSearch {...ICON} />,
      }}
      onSpotlightClose={onClose}
    />
  );
}

/** Unread rooms first, then by last activity, archived ones last. */
function byNeed(rooms: readonly RoomListItem[]): RoomListItem[] {
  const rank = (room: RoomListItem) => (room.archived ? 2 : room.unread > 0 ? 0 : 1);
  return [...rooms].sort((a, b) => rank(a) - rank(b) || b.lastActivityTime - a.lastActivityTime);
}

function descriptionOf(room: RoomListItem): { description?: string } {
  if (room.archived) return { description: strings.rooms.archived };
  return room.unread > 0 ? { description: `${badge(room.unread)} unread` } : {};
}
