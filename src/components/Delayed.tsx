import { useEffect, useState, type ReactNode } from "react";

const SKELETON_AFTER_MS = 150;

/** Shows its children only after 150 ms, so that what loads quickly never flashes a skeleton. */
export function Delayed({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}
