import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { useStaffViewer } from "../auth/viewer";
import { StoppedAddresses } from "../stoppedAddresses/StoppedAddresses";
import { emailAdminStrings as text } from "./emailAdminStrings";
import { ReceivedLog } from "./ReceivedLog";

/** Owner and admins: addresses that fail, and what became of the emails that were not posted. */
export default function EmailAdminPage({ back }: { back?: ReactNode }) {
  const viewer = useStaffViewer();
  return (
    <Page title={text.title} back={back} wide>
      {viewer.role === "member" ? (
        <EmptyState title={text.denied} />
      ) : (
        <>
          <StoppedAddresses />
          <ReceivedLog timeZone={viewer.timeZone} />
        </>
      )}
    </Page>
  );
}
