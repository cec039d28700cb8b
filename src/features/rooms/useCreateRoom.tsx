import { lazy, Suspense, useCallback, useState } from "react";

const CreateRoomDialog = lazy(() => import("./CreateRoomDialog"));

/** The "New room" dialog: `open` shows it, `dialog` is rendered where it is used. Loaded when first asked for. */
export function useCreateRoom() {
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback(() => setIsOpen(true), []);
  const dialog = isOpen && (
    <Suspense>
      <CreateRoomDialog onClose={() => setIsOpen(false)} />
    </Suspense>
  );
  return { open, dialog };
}
