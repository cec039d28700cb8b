import { useQuery } from "convex/react";
import { type ReactNode, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { strings } from "../../lib/strings";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { CheckList } from "./CheckList";
import { checksOf, type Health } from "./checks";
import { healthStrings as text } from "./healthStrings";
import { ServerFacts } from "./ServerFacts";

/** Often enough to see something get better, seldom enough to ask for the same again. */
const STEP_MS = 5 * 60_000;
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** Owner and admins: whether the deployment does its work, and what to do where it does not. */
export default function HealthPage({ back }: { back?: ReactNode }) {
  const viewer = useStaffViewer();
  return (
    <Page title={strings.nav.health} back={back} wide>
      {viewer.role === "member" ? (
        <EmptyState title={text.denied} />
      ) : (
        <Findings timeZone={viewer.timeZone} />
      )}
    </Page>
  );
}

function Findings({ timeZone }: { timeZone: string }) {
  const now = useNow();
  const health = useHealth(now);
  if (health === undefined) return <RoomListSkeleton />;
  return (
    <>
      <CheckList checks={checksOf(health, now)} />
      <ServerFacts engine={health.engine} now={now} timeZone={timeZone} />
    </>
  );
}

/** What was found last stays on screen while it is asked anew. */
function useHealth(now: number): Health | undefined {
  const dueTime = Math.floor(now / STEP_MS) * STEP_MS;
  const fresh = useQuery(api.health.overview, { dueTime, sinceTime: dueTime - WEEK_MS });
  const [kept, setKept] = useState(fresh);
  if (fresh !== undefined && fresh !== kept) setKept(fresh);
  return fresh ?? kept;
}
