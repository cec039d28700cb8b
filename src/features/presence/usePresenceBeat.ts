import { useMutation } from "convex/react";
import { useEffect } from "react";
import { api } from "../../../convex/_generated/api";

const BEAT_MS = 45_000;

/** Says that the viewer is here, while the page is on screen. A beat that fails is no loss. */
export function usePresenceBeat(): void {
  const beat = useMutation(api.presence.beat);
  useEffect(() => {
    const say = () => {
      if (document.visibilityState === "visible") beat({}).catch(() => undefined);
    };
    say();
    const timer = setInterval(say, BEAT_MS);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [beat]);
}
