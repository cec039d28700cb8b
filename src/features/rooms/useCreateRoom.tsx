import { lazy, Suspense, useCallback, useState } from "react";
import { useOpener } from "../../lib/useOpener";

const CreateRoomDialog = lazy(() => import("./CreateRoomDialog"));

/** The "New room" dialog: `open` shows it, `dialog` is rendered where it is used. Loaded when first asked for. */
export function useCreateRoom() {
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
    <Suspense>
      <CreateRoomDialog onClose={onClose} />
    </Suspense>
  );
  return { open, dialog };
}
