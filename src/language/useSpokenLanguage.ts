import { useEffect, useState, useSyncExternalStore } from "react";
import { onLanguageChange, speak, spokenLanguage, type Language } from "./language";

/**
 * Speaks the language of whoever is signed in. Gives the language on screen, as the key of what has to be drawn anew
 * when it changes, and null until `wanted` was tried the first time.
 */
export function useSpokenLanguage(wanted: Language): Language | null {
  const spoken = useSyncExternalStore(onLanguageChange, spokenLanguage);
  const [isSettled, setSettled] = useState(spoken === wanted);
  useEffect(() => {
    let isOver = false;
    void speak(wanted).then(() => {
      if (!isOver) setSettled(true);
    });
    return () => void (isOver = true);
  }, [wanted]);
  return isSettled ? spoken : null;
}
