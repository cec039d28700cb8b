import { type ReactNode, useMemo } from "react";
import SearchPage from "../../features/search/SearchPage";
import { paths, type Shell } from "../paths";

/** The search of both shells: its hits lead into rooms of the same shell. */
export default function SearchRoute({ shell, back }: { shell: Shell; back: ReactNode }) {
  const inShell = useMemo(
    () => ({
      room: (roomId: string) => paths.room(shell, roomId),
      message: (roomId: string, messageId: string) => paths.message(shell, roomId, messageId),
      note: (roomId: string, noteId: string) => paths.note(shell, roomId, noteId),
    }),
    [shell],
  );
  return <SearchPage back={back} paths={inShell} />;
}
