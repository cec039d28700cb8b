import { useCallback, useState } from "react";
import { useOpener } from "../../lib/useOpener";
import type { CreateRoomForm } from "./createRoomForm";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const CreateRoomDialog = lazyPart(() => import("./CreateRoomDialog"));

/**
 * The "New room" dialog: `open` shows it, `dialog` is rendered where it is used. Loaded when first asked for.
 * Starts with what `initial` fills in.
 */
export function useCreateRoom(initial: Partial<CreateRoomForm> = {}) {
  const [isOpen, setIsOpen] = useState(false);
  const { remember, giveBack } = useOpener();
  const open = useCallback(() => {
    remember();
    setIsOpen(true);
  }, [remember]);
  const onClose = useCallback(() => {
    setIsOpen(false);
    giveBack();
  }, [giveBack]);
  const dialog = isOpen && (
    <PartBoundary onClose={onClose}>
      <CreateRoomDialog initial={initial} onClose={onClose} />
    </PartBoundary>
  );
  return { open, dialog };
}
