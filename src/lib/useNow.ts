import { useEffect, useState } from "react";

/** The current time in ms, renewed every `intervalMs` so that relative times ("Yesterday") stay true on an open screen. */
export function useNow(intervalMs = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}
