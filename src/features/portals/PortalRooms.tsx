import { Button } from "@mantine/core";
import { IconPencilPlus } from "@tabler/icons-react";
import { Link } from "react-router";
import { paths } from "../../app/paths";
import { Initials } from "../../components/Initials";
import { Section } from "../../components/Section";
import { useCreateRoom } from "../rooms/useCreateRoom";
import type { Portal } from "./PortalPage";
import classes from "./PortalPage.module.css";
import { portalStrings as text } from "./portalStrings";

/** The client's rooms that the viewer is in, and "Create a room" with the client and its active and invited contacts filled in. */
export function PortalRooms({ portal }: { portal: Portal }) {
  const { portalId, name } = portal;
  const contacts = portal.contacts.filter(
    ({ state, invitation }) => state === "active" || invitation?.state === "pending",
  );
  const createRoom = useCreateRoom({
    portal: { portalId, name },
    name,
    picked: new Set(contacts.map((contact) => contact.userId)),
  });
  return (
    <Section
      title={text.rooms}
      hint={text.roomsHint}
      actions={
        <Button
          variant="light"
          className={classes.create!}
          leftSection={<IconPencilPlus size={18} stroke={1.7} />}
          onClick={createRoom.open}
        >
          {text.createRoom(name)}
        </Button>
      }
    >
      {portal.rooms.length === 0 && <p className={classes.none}>{text.noRooms}</p>}
      <ul className={classes.rooms} aria-label={text.rooms}>
        {portal.rooms.map((room) => (
          <li key={room.roomId}>
            <Link to={paths.room("staff", room.roomId)}>
              <Initials name={room.name} size={32} shape="room" />
              <span>
                {room.name}
                {room.archived && <small> · {text.archived}</small>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {createRoom.dialog}
    </Section>
  );
}
