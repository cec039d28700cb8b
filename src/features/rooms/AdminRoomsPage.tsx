import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { type ReactNode, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Said } from "../../components/Said";
import { Page } from "../../components/Page";
import { adminRoomsStrings as text } from "./adminRoomsStrings";
import { strings } from "../../lib/strings";
import { useStaffViewer } from "../auth/viewer";
import classes from "./AdminRoomsPage.module.css";
import { RoomListSkeleton } from "./RoomListSkeleton";
import { RoomTile } from "./RoomParts";
import { staffRoomStrings as handOver } from "./staffRoomStrings";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";
import { personName } from "../../language/personName";

const IndexHandOverDialog = lazyPart(() => import("./IndexHandOverDialog"));

const PAGE = 50;

/** The index of all rooms for owner and admins: name, kind, creator and number of people, nothing of their content (R4). */
export default function AdminRoomsPage({ back }: { back?: ReactNode }) {
  const viewer = useStaffViewer();
  return (
    <Page title={text.title} back={back} wide>
      {viewer.role === "member" ? <EmptyState title={text.denied} /> : <RoomIndex />}
    </Page>
  );
}

function RoomIndex() {
  const index = usePaginatedQuery(api.rooms.index, {}, { initialNumItems: PAGE });
  const [handed, setHanded] = useState<(typeof index.results)[number] | null>(null);
  if (index.status === "LoadingFirstPage") return <RoomListSkeleton />;
  if (index.results.length === 0) return <EmptyState title={text.empty} />;
  return (
    <>
      <p className={classes.lead}>{text.lead}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.columns.name}</th>
            <th scope="col">{text.columns.kind}</th>
            <th scope="col">{text.columns.creator}</th>
            <th scope="col">{text.columns.participants}</th>
            <th scope="col">
              <Said>{text.columns.deeds}</Said>
            </th>
          </tr>
        </thead>
        <tbody>
          {index.results.map((room) => (
            <tr key={room.roomId} data-archived={room.archived || undefined}>
              <th scope="row">
                <span className={classes.name}>
                  <RoomTile room={room} size={32} />
                  <span>
                    {room.name}
                    {room.archived && <small> · {text.archived}</small>}
                  </span>
                </span>
              </th>
              <td>{strings.rooms.kinds[room.kind]}</td>
              <td>{personName(room.creatorName)}</td>
              <td className={classes.number}>
                {room.participantCount}
                <span className={classes.unit}> {text.people(room.participantCount)}</span>
              </td>
              <td className={classes.deeds}>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={handOver.ofRoom(room.name)}
                  onClick={() => setHanded(room)}
                >
                  {handOver.handOver}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {handed !== null && (
        <PartBoundary>
          <IndexHandOverDialog room={handed} onClose={() => setHanded(null)} />
        </PartBoundary>
      )}
      {index.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => index.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}
