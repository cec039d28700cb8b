import { useCallback, useEffect, useRef, useState } from "react";

const SHOWN_MS = 4_000;

/** A short sentence about what was just done, shown for four seconds; the next one replaces it. */
export function useNotice(): [string | null, (sentence: string) => void] {
  const [notice, setNotice] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const say = useCallback((sentence: string) => {
    clearTimeout(timer.current);
    setNotice(sentence);
    timer.current = setTimeout(() => setNotice(null), SHOWN_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [notice, say];
}
