import { IconMessages } from "@tabler/icons-react";
import { Suspense } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { EmptyState } from "../../components/EmptyState";
import { usePalette } from "../../features/palette/usePalette";
import { firmIcon } from "../../features/rooms/firmIcon";
import { RoomList } from "../../features/rooms/RoomList";
import { RoomListSkeleton } from "../../features/rooms/RoomListSkeleton";
import type { RoomListItem } from "../../features/rooms/roomListTypes";
import { clientSections } from "../../features/rooms/sections";
import { strings } from "../../lib/strings";
import { paths } from "../paths";
import { NotFoundPane } from "../routes/NotFoundPane";
import { PortalRoom } from "../routes/PortalRoom";
import { BackToRooms } from "./BackToRooms";
import listClasses from "./ListPane.module.css";
import { PortalBar } from "./PortalBar";
import { ShellFrame } from "./ShellFrame";
import { useShell } from "./useShell";
import { lazyPart } from "../../lib/lazyPart";

const SearchRoute = lazyPart(() => import("../routes/SearchRoute"));
const ProfilePage = lazyPart(() => import("../../features/profile/ProfilePage"));

/** The portal of the clients: the firm's brand, one flat list of rooms, and the open room. */
export default function PortalShell() {
  const shell = useShell("portal", clientSections, firmIcon);
  const { pathname } = useLocation();
  const palette = usePalette("portal", null);
  const { rooms } = shell;
  const only = onlyRoom(rooms);
  const hasNone = rooms?.length === 0;
  const inRoom = shell.currentRoomId !== undefined;
  const back =
    only === null || !inRoom ? (
      <BackToRooms to={paths.home("portal")} unread={shell.unreadElsewhere} />
    ) : undefined;
  return (
    <ShellFrame
      shell="portal"
      palette={palette}
      top={
        <PortalBar
          firmName={shell.firmName}
          logo={shell.logo}
          phoneHidden={inRoom && only === null}
        />
      }
      list={
        only !== null || hasNone ? null : (
          <div {...shell.hold} className={listClasses.scroll}>
            <PortalList rooms={rooms} listProps={shell.listProps} />
          </div>
        )
      }
      phone={shell.atHome && !hasNone ? "list" : "main"}
      paneKey={pathname}
      room={inRoom}
    >
      <Suspense fallback={<RoomListSkeleton />}>
        <Routes>
          <Route index element={<PortalHome only={only} rooms={rooms} />} />
          <Route path="rooms/:roomId" element={<PortalRoom back={back} />} />
          <Route path="search" element={<SearchRoute shell="portal" back={back} />} />
          <Route path="settings/profile" element={<ProfilePage back={back} />} />
          <Route path="*" element={<NotFoundPane home={paths.home("portal")} />} />
        </Routes>
      </Suspense>
    </ShellFrame>
  );
}

/** The one room of a client who has a single one: they go straight into it and see no list. */
function onlyRoom(rooms: RoomListItem[] | undefined): RoomListItem | null {
  return rooms?.length === 1 ? rooms[0]! : null;
}

function PortalHome(props: { only: RoomListItem | null; rooms: RoomListItem[] | undefined }) {
  const { only, rooms } = props;
  if (only !== null) return <Navigate to={paths.room("portal", only.roomId)} replace />;
  if (rooms === undefined) return null;
  if (rooms.length === 0) {
    return (
      <EmptyState
        icon={<IconMessages size={24} stroke={1.6} />}
        title={strings.rooms.empty.clientTitle}
        body={strings.rooms.empty.clientBody}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconMessages size={24} stroke={1.6} />}
      title={strings.rooms.pickTitle}
      body={strings.rooms.pickBody}
    />
  );
}

function PortalList(props: {
  rooms: RoomListItem[] | undefined;
  listProps: ReturnType<typeof useShell>["listProps"];
}) {
  if (props.rooms === undefined) return <RoomListSkeleton />;
  return (
    <div style={{ paddingTop: 8 }}>
      <RoomList {...props.listProps} />
    </div>
  );
}
