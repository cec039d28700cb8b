import { Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { useStaffViewer } from "../../features/auth/viewer";
import { UnreadNotesProvider } from "../../features/notes/UnreadNotesProvider";
import { RoomListSkeleton } from "../../features/rooms/RoomListSkeleton";
import { usePalette } from "../../features/palette/usePalette";
import { useCreateRoom } from "../../features/rooms/useCreateRoom";
import { staffSections } from "../../features/rooms/sections";
import { paths } from "../paths";
import { NotFoundPane } from "../routes/NotFoundPane";
import { StaffHome } from "../routes/StaffHome";
import { StaffRoom } from "../routes/StaffRoom";
import { BackToRooms } from "./BackToRooms";
import { ShellFrame } from "./ShellFrame";
import { StaffListPane } from "./StaffListPane";
import { StaffRail } from "./StaffRail";
import { useShell } from "./useShell";
import { lazyPart } from "../../lib/lazyPart";

const SearchRoute = lazyPart(() => import("../routes/SearchRoute"));
const ProfilePage = lazyPart(() => import("../../features/profile/ProfilePage"));
const PortalsPage = lazyPart(() => import("../../features/portals/PortalsPage"));
const PortalPage = lazyPart(() => import("../../features/portals/PortalPage"));
const PreviewPage = lazyPart(() => import("../../features/preview/PreviewPage"));
const TeamPage = lazyPart(() => import("../../features/team/TeamPage"));
const FirmPage = lazyPart(() => import("../../features/firm/FirmPage"));
const AuditPage = lazyPart(() => import("../../features/audit/AuditPage"));
const HealthPage = lazyPart(() => import("../../features/health/HealthPage"));
const EmailAdminPage = lazyPart(() => import("../../features/emailAdmin/EmailAdminPage"));
const HeldEmailsPage = lazyPart(() => import("../../features/heldEmails/HeldEmailsPage"));
const AdminRoomsPage = lazyPart(() => import("../../features/rooms/AdminRoomsPage"));

/** The dashboard of the team: rail, rooms by kind, and the open room or page. */
export default function StaffShell() {
  const viewer = useStaffViewer();
  const shell = useShell("staff", staffSections);
  const { pathname } = useLocation();
  const createRoom = useCreateRoom();
  const palette = usePalette("staff", createRoom.open);
  const back = <BackToRooms to={paths.home("staff")} unread={shell.unreadElsewhere} />;
  return (
    <UnreadNotesProvider>
      <ShellFrame
        shell="staff"
        palette={
          <>
            {palette}
            {createRoom.dialog}
          </>
        }
        rail={<StaffRail viewer={viewer} phoneHidden={!shell.atHome} />}
        list={
          <div {...shell.hold} style={{ display: "contents" }}>
            <StaffListPane
              rooms={shell.rooms}
              firmName={shell.firmName}
              listProps={shell.listProps}
            />
          </div>
        }
        phone={shell.atHome ? "list" : "main"}
        paneKey={pathname}
        room={shell.currentRoomId !== undefined}
      >
        <Suspense fallback={<RoomListSkeleton />}>
          <Routes>
            <Route index element={<StaffHome rooms={shell.rooms} />} />
            <Route path="rooms/:roomId" element={<StaffRoom back={back} />} />
            <Route path="search" element={<SearchRoute shell="staff" back={back} />} />
            <Route path="settings/profile" element={<ProfilePage back={back} />} />
            <Route path="settings/firm" element={<FirmPage back={back} />} />
            <Route path="portals" element={<PortalsPage back={back} />} />
            <Route path="portals/:portalId" element={<PortalPage back={back} />} />
            <Route path="see-as/:userId" element={<PreviewPage />} />
            <Route path="see-as/:userId/:roomId" element={<PreviewPage />} />
            <Route path="team" element={<TeamPage back={back} />} />
            <Route path="held-emails" element={<HeldEmailsPage back={back} />} />
            <Route path="admin/health" element={<HealthPage back={back} />} />
            <Route path="admin/email" element={<EmailAdminPage back={back} />} />
            <Route path="admin/audit" element={<AuditPage back={back} />} />
            <Route path="admin/rooms" element={<AdminRoomsPage back={back} />} />
            <Route path="*" element={<NotFoundPane home={paths.home("staff")} />} />
          </Routes>
        </Suspense>
      </ShellFrame>
    </UnreadNotesProvider>
  );
}
