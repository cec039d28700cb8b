import { Button } from "@mantine/core";
import { IconMailCheck } from "@tabler/icons-react";
import { usePaginatedQuery } from "convex/react";
import { useState, type ReactNode } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { Told } from "../../components/Told";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { HeldEmailCard } from "./HeldEmailCard";
import classes from "./HeldEmails.module.css";
import { heldEmailStrings as text } from "./heldEmailStrings";

const PAGE = 25;

/** Received emails that wait for a decision of the viewer, newest first. */
export default function HeldEmailsPage({ back }: { back?: ReactNode }) {
  const [told, setTold] = useState("");
  return (
    <Page title={text.title} back={back} wide>
      <Told>{told}</Told>
      <HeldEmails tell={setTold} />
    </Page>
  );
}

function HeldEmails({ tell }: { tell: (message: string) => void }) {
  const held = usePaginatedQuery(api.heldEmails.list, {}, { initialNumItems: PAGE });
  if (held.status === "LoadingFirstPage") return <RoomListSkeleton />;
  if (held.results.length === 0 && held.status === "Exhausted") {
    return (
      <EmptyState
        icon={<IconMailCheck size={24} stroke={1.6} />}
        title={text.empty}
        body={text.emptyBody}
      />
    );
  }
  return (
    <>
      <p className={classes.lead}>{text.lead}</p>
      <ul className={classes.list} aria-label={text.title}>
        {held.results.map((email) => (
          <HeldEmailCard key={email.inboundId} email={email} tell={tell} />
        ))}
      </ul>
      {held.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => held.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}
