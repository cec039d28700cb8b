import { createContext } from "react";

/** The firm as everybody sees it; null until it is known. BrandedTheme gives it. */
export const FirmContext = createContext<{ name: string; logo: string | null } | null>(null);
