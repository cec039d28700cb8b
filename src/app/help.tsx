import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { isTyping } from "../lib/isTyping";
import { lazyPart } from "../lib/lazyPart";
import { useOpener } from "../lib/useOpener";
import { PartBoundary } from "../components/PartBoundary";

const HelpSheet = lazyPart(() => import("../components/HelpSheet"));

const HelpContext = createContext<() => void>(() => {});

/** Opens the sheet of keyboard shortcuts. */
export function useHelp(): () => void {
  return use(HelpContext);
}

/** Keeps the sheet of keyboard shortcuts; "?" opens it, except while typing. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const { remember, giveBack } = useOpener();
  const open = useCallback(() => {
    remember();
    setWasOpened(true);
    setIsOpen(true);
  }, [remember]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [open]);
  return (
    <HelpContext value={open}>
      {children}
      {wasOpened && (
        <PartBoundary onClose={() => setWasOpened(false)}>
          <HelpSheet opened={isOpen} onClose={() => setIsOpen(false)} onClosed={giveBack} />
        </PartBoundary>
      )}
    </HelpContext>
  );
}
