import { lazy, Suspense } from "react";
import type { RoomDetails } from "./types";
import type { Deeds } from "./useDeeds";

const DeleteMessageDialog = lazy(() => import("./DeleteMessageDialog"));
const HistoryDialog = lazy(() => import("./HistoryDialog"));
const ReceiptsDrawer = lazy(() => import("../receipts/ReceiptsDrawer"));
const ReactionPicker = lazy(() => import("./ReactionPicker"));
const RowMenu = lazy(() => import("./RowMenu"));

/** The menu or dialog that is open about one message of the room. Each is loaded when first needed. */
export function DeedOverlays({ room, deeds }: { room: RoomDetails["room"]; deeds: Deeds }) {
  const { roomId } = room;
  const { open, close } = deeds;
  if (open === null) return null;
  return (
    <Suspense>
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
    </Suspense>
  );
}
