import type { ReactNode } from "react";

/** Words that only a screen reader says: what joins the parts of a row into a sentence. */
export function Said({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}
