import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { LazyMenu } from "../../components/LazyMenu";
import { PartBoundary } from "../../components/PartBoundary";
import { lazyPart } from "../../lib/lazyPart";
import { strings } from "../../lib/strings";
import { useOpener } from "../../lib/useOpener";
import { useQueryState } from "../../lib/useQueryState";
import { OffMark } from "./OffMark";

const ClientRoomMenu = lazyPart(() => import("./ClientRoomMenu"));
const ClientRoomDetails = lazyPart(() => import("./ClientRoomDetails"));

/** What a client can set in a room: their own email about it; and its files and pins. */
export function ClientRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const room = useQueryState({ query: api.rooms.get, args: { roomId } });
  const [showingDetails, setShowingDetails] = useState(false);
  const { remember, giveBack } = useOpener();
  const menuButton = useRef<HTMLButtonElement>(null);
  if (room.status !== "success") return null;
  const { notify } = room.data;
  const showDetails = () => {
    remember(menuButton.current);
    setShowingDetails(true);
  };
  const close = () => {
    setShowingDetails(false);
    giveBack();
  };
  return (
    <>
      <OffMark notify={notify} />
      <LazyMenu
        part={ClientRoomMenu}
        props={{ roomId, notify, onDetails: showDetails }}
        button={
          <ActionIcon ref={menuButton} size={44} aria-label={strings.rooms.menu}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        }
      />
      {showingDetails && (
        <PartBoundary onClose={close}>
          <ClientRoomDetails
            roomId={roomId}
            name={room.data.room.name}
            notify={notify}
            onClose={close}
          />
        </PartBoundary>
      )}
    </>
  );
}
