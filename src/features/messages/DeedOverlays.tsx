import type { RoomDetails } from "./types";
import type { Deeds } from "./useDeeds";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const DeleteMessageDialog = lazyPart(() => import("./DeleteMessageDialog"));
const HistoryDialog = lazyPart(() => import("./HistoryDialog"));
const ReceiptsDrawer = lazyPart(() => import("../receipts/ReceiptsDrawer"));
const ReactionPicker = lazyPart(() => import("./ReactionPicker"));
const RowMenu = lazyPart(() => import("./RowMenu"));

/** The menu or dialog that is open about one message of the room. Each is loaded when first needed. */
export function DeedOverlays({ room, deeds }: { room: RoomDetails["room"]; deeds: Deeds }) {
  const { roomId } = room;
  const { open, close } = deeds;
  if (open === null) return null;
  return (
    <PartBoundary key={open.kind} onClose={() => close("row")}>
      {open.kind === "menu" && (
        <RowMenu
          anchor={open.anchor}
          actions={deeds.menuActions}
          onClose={(backToRow) => close(backToRow ? "row" : "none")}
        />
      )}
      {open.kind === "reaction" && (
        <ReactionPicker
          anchor={open.anchor}
          onPick={(emoji, on) => {
            deeds.rowActions.onReact(open.anchor.view, emoji, on);
            close("row");
          }}
          onClose={() => close("row")}
        />
      )}
      {open.kind === "history" && (
        <HistoryDialog roomId={roomId} view={open.view} onClose={() => close("row")} />
      )}
      {open.kind === "receipts" && (
        <ReceiptsDrawer room={room} view={open.view} onClose={() => close("row")} />
      )}
      {open.kind === "delete" && (
        <DeleteMessageDialog
          roomId={roomId}
          view={open.view}
          onCancel={() => close("row")}
          onDeleted={() => close("neighbour")}
        />
      )}
    </PartBoundary>
  );
}
