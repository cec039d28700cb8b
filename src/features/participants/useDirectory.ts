import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "convex/react";
import { useEffect, useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { mergeDirectories, type Directory } from "./directory";

/** Long enough not to ask for every letter, short enough not to be noticed. */
const PAUSE_MS = 200;

/**
 * Whom the team may look up. A small firm's people are all there; in a large one `search` (the words
 * being typed) fetches those beyond the first hundred companies. Who was found stays, so that
 * somebody picked does not vanish with the next search. Undefined while loading.
 */
export function useDirectory(): {
  directory: Directory | undefined;
  search: (typed: string) => void;
} {
  const [typed, search] = useState("");
  const [words] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const everybody = useQuery(api.users.directory, {});
  const isSearching = everybody?.isPartial === true && words !== "";
  const found = useQuery(api.users.directory, isSearching ? { search: words } : "skip");
  const [earlier, setEarlier] = useState<Directory[]>([]);
  useEffect(() => {
    if (found !== undefined) setEarlier((known) => [mergeDirectories([...known, found])]);
  }, [found]);
  const directory = useMemo(() => {
    if (everybody === undefined) return undefined;
    return mergeDirectories([...earlier, everybody, ...(found === undefined ? [] : [found])]);
  }, [everybody, earlier, found]);
  return { directory, search };
}
