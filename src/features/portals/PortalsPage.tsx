import { Button } from "@mantine/core";
import { IconBriefcase, IconPlus } from "@tabler/icons-react";
import { useMutation, usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { EmptyState } from "../../components/EmptyState";
import { Initials } from "../../components/Initials";
import { Page } from "../../components/Page";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { PortalNameDialog } from "./PortalNameDialog";
import classes from "./PortalsPage.module.css";
import { portalStrings as text } from "./portalStrings";

const PAGE = 50;
type PortalItem = FunctionReturnType<typeof api.portals.list>["page"][number];

/** The client companies by name, each with how many contacts it has and in which state. */
export default function PortalsPage({ back }: { back?: ReactNode }) {
  const [creating, setCreating] = useState(false);
  const navigate = useNavigate();
  const create = useMutation(api.portals.create);
  const onCreate = () => setCreating(true);
  return (
    <Page title={text.title} back={back} wide>
      <PortalCards onCreate={onCreate} />
      {creating && (
        <PortalNameDialog
          title={text.create}
          submit={text.createSubmit}
          before=""
          action={async (name) => await navigate(paths.portal(await create({ name })))}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  );
}

function PortalCards({ onCreate }: { onCreate: () => void }) {
  const portals = usePaginatedQuery(api.portals.list, {}, { initialNumItems: PAGE });
  const button = (
    <Button leftSection={<IconPlus size={18} stroke={1.8} />} onClick={onCreate}>
      {text.create}
    </Button>
  );
  if (portals.status === "LoadingFirstPage") return <RoomListSkeleton />;
  if (portals.results.length === 0) {
    return (
      <EmptyState
        icon={<IconBriefcase size={24} stroke={1.6} />}
        title={text.empty}
        body={text.emptyBody}
      >
        {button}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.lead}>
        <p>{text.lead}</p>
        {button}
      </div>
      <ul className={classes.cards} aria-label={text.title}>
        {portals.results.map((portal) => (
          <li key={portal.portalId}>
            <PortalCard portal={portal} />
          </li>
        ))}
      </ul>
      {portals.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => portals.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}

function PortalCard({ portal }: { portal: PortalItem }) {
  const { name, contactCount, activeCount, pendingCount } = portal;
  const parts = [text.counts(contactCount)];
  if (activeCount > 0) parts.push(text.active(activeCount));
  if (pendingCount > 0) parts.push(text.pending(pendingCount));
  return (
    <Link to={paths.portal(portal.portalId)} className={classes.card}>
      <Initials name={name} size={44} shape="room" />
      <span className={classes.body}>
        <strong>{name}</strong>
        <span className={classes.counts}>{parts.join(" · ")}</span>
      </span>
    </Link>
  );
}
