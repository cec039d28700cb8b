import { Button } from "@mantine/core";
import { IconChevronLeft, IconPencil, IconUserPlus } from "@tabler/icons-react";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { EmptyState } from "../../components/EmptyState";
import { Initials } from "../../components/Initials";
import { Page } from "../../components/Page";
import { PersonRows } from "../../components/PersonRow";
import { Section } from "../../components/Section";
import { Told } from "../../components/Told";
import { errorSentence } from "../../lib/errors";
import { useQueryState } from "../../lib/useQueryState";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { ContactRow } from "./ContactRow";
import { formatBytes } from "../files/formatBytes";
import { InviteContactDialog } from "./InviteContactDialog";
import { PortalNameDialog } from "./PortalNameDialog";
import classes from "./PortalPage.module.css";
import { PortalRooms } from "./PortalRooms";
import { portalStrings as text } from "./portalStrings";

export type Portal = FunctionReturnType<typeof api.portals.get>;

/** One client company: its name, its contacts with their invitations, and its rooms. */
export default function PortalPage({ back }: { back?: ReactNode }) {
  const portalId = useParams()["portalId"] ?? "";
  const portal = useQueryState({ query: api.portals.get, args: { portalId } });
  return (
    <Page title={text.title} back={back} wide>
      <Link to={paths.portals} className={classes.up}>
        <IconChevronLeft size={16} stroke={1.8} aria-hidden />
        {text.back}
      </Link>
      {portal.status === "pending" && <RoomListSkeleton />}
      {portal.status === "error" && <EmptyState title={errorSentence(portal.error)} />}
      {portal.status === "success" && <Details portal={portal.data} />}
    </Page>
  );
}

function Details({ portal }: { portal: Portal }) {
  const [renaming, setRenaming] = useState(false);
  const rename = useMutation(api.portals.rename);
  const { portalId } = portal;
  return (
    <>
      <header className={classes.head}>
        <Initials name={portal.name} size={52} shape="room" />
        <div className={classes.who}>
          <h2>{portal.name}</h2>
          <span className={classes.files}>
            {text.files(formatBytes(portal.files.bytes), formatBytes(portal.files.mostBytes))}
          </span>
        </div>
        <Button
          variant="default"
          leftSection={<IconPencil size={16} stroke={1.8} />}
          onClick={() => setRenaming(true)}
        >
          {text.rename}
        </Button>
      </header>
      <Contacts portal={portal} />
      <PortalRooms portal={portal} />
      {renaming && (
        <PortalNameDialog
          title={text.renameTitle}
          submit={text.renameSubmit}
          before={portal.name}
          action={(name) => rename({ portalId, name })}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  );
}

function Contacts({ portal }: { portal: Portal }) {
  const [inviting, setInviting] = useState(false);
  const [told, setTold] = useState("");
  return (
    <Section
      title={text.contacts}
      hint={text.contactsHint}
      actions={
        <Button
          leftSection={<IconUserPlus size={18} stroke={1.7} />}
          onClick={() => setInviting(true)}
        >
          {text.invite}
        </Button>
      }
    >
      <Told>{told}</Told>
      {portal.contacts.length === 0 && <p className={classes.none}>{text.noContacts}</p>}
      <PersonRows label={text.contacts}>
        {portal.contacts.map((contact) => (
          <ContactRow key={contact.userId} contact={contact} tell={setTold} />
        ))}
      </PersonRows>
      {inviting && (
        <InviteContactDialog
          portalId={portal.portalId}
          portalName={portal.name}
          onClose={() => setInviting(false)}
        />
      )}
    </Section>
  );
}
