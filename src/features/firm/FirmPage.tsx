import type { ReactNode } from "react";
import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { useStaffViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { ErasuresSection } from "../keeping/ErasuresSection";
import { RetentionSection } from "../keeping/RetentionSection";
import { FirmForm } from "./FirmForm";
import { firmStrings as text } from "./firmStrings";

/** Settings of the whole firm, for owner and admins. */
export default function FirmPage({ back }: { back?: ReactNode }) {
  const isAdministrator = useStaffViewer().role !== "member";
  const settings = useQuery(api.firm.settings, isAdministrator ? {} : "skip");
  return (
    <Page title={text.title} back={back} wide>
      {!isAdministrator && <EmptyState title={text.denied} />}
      {isAdministrator && settings === undefined && <RoomListSkeleton />}
      {settings !== undefined && (
        <>
          <FirmForm settings={settings} />
          <RetentionSection />
          <ErasuresSection />
        </>
      )}
    </Page>
  );
}
