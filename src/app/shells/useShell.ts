import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useMemo, useState } from "react";
import { useMatch } from "react-router";
import { api } from "../../../convex/_generated/api";
import { useShownPage } from "../../components/pageName";
import { useViewer } from "../../features/auth/viewer";
import { usePresenceBeat } from "../../features/presence/usePresenceBeat";
import { isOff } from "../../features/rooms/notify";
import type { RoomListItem } from "../../features/rooms/roomListTypes";
import { unreadTotal } from "../../features/rooms/unreadTotal";
import { inScreenOrder, type Section } from "../../features/rooms/sections";
import { PRODUCT_ICON, type TabIcon } from "../../features/rooms/tabIcon";
import { usePageTitle } from "../../features/rooms/usePageTitle";
import { useRoomKeys } from "../../features/rooms/useRoomKeys";
import { useSettledOrder } from "../../features/rooms/useSettledOrder";
import { useSearchKey } from "../../features/search/useSearchKey";
import { strings } from "../../lib/strings";
import { paths, type Shell } from "../paths";

const NO_ROOMS: RoomListItem[] = [];

type Firm = NonNullable<FunctionReturnType<typeof api.firm.branding>>;

const productIcon = () => PRODUCT_ICON;

/**
 * What both shells know: the viewer's rooms in sections, the open one, what is unread, and the page's title and icon.
 * Also binds Alt+↑/↓ and the keys of the search. `rooms` is undefined while loading.
 */
export function useShell(
  shell: Shell,
  toSections: (rooms: readonly RoomListItem[]) => Section[],
  toIcon: (firm: Firm) => TabIcon = productIcon,
) {
  const viewer = useViewer();
  usePresenceBeat();
  const rooms = useQuery(api.rooms.list, {});
  const firm = useQuery(api.firm.branding, {});
  const currentRoomId = useMatch(`/${shell}/rooms/:roomId`)?.params.roomId;
  const atHome = useMatch(`/${shell}`) !== null;
  const pathOf = useCallback((roomId: string) => paths.room(shell, roomId), [shell]);

  const [pointerInside, setPointerInside] = useState(false);
  const settled = useSettledOrder(rooms ?? NO_ROOMS, pointerInside);
  const sections = toSections(settled);
  const order = inScreenOrder(sections, currentRoomId).map((room) => ({
    roomId: room.roomId,
    hasNumber: room.unread > 0 && !isOff(room.notify),
  }));
  useRoomKeys(order, currentRoomId, pathOf);
  useSearchKey(paths.search(shell));

  const unread = unreadTotal(rooms ?? NO_ROOMS);
  const unreadElsewhere = unreadTotal(rooms ?? NO_ROOMS, currentRoomId);
  const currentName = rooms?.find((room) => room.roomId === currentRoomId)?.name ?? null;
  const icon = useMemo(() => (firm ? toIcon(firm) : PRODUCT_ICON), [firm, toIcon]);
  const page = useShownPage();
  usePageTitle({ page: currentName ?? page, firm: firm?.name ?? strings.product, unread, icon });

  const hold = {
    onPointerEnter: () => setPointerInside(true),
    onPointerLeave: () => setPointerInside(false),
  };
  return {
    viewer,
    firmName: firm?.name ?? "",
    logo: firm?.logo ?? null,
    rooms,
    sections,
    currentRoomId,
    atHome,
    unread,
    unreadElsewhere,
    hold,
    listProps: {
      sections,
      currentRoomId,
      pathOf,
      timeZone: viewer.timeZone,
      viewerEmail: viewer.email,
    },
  };
}
