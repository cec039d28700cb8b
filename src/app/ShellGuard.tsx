import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { useViewer } from "../features/auth/viewer";
import { shellOf, type Shell } from "./paths";

/** Sends a person who opened the other shell to the same place in their own (admin pages: to its home). */
export function ShellGuard({ shell, children }: { shell: Shell; children: ReactNode }) {
  const own = shellOf(useViewer().kind);
  const { pathname } = useLocation();
  if (own === shell) return children;
  const inside = pathname.slice(`/${shell}`.length);
  const shared = /^\/(rooms\/|settings\/profile)/.test(inside) ? inside : "";
  return <Navigate to={`/${own}${shared}`} replace />;
}
