import { useEffect } from "react";
import { badge } from "../../lib/strings";

const ICON = { plain: "/favicon.svg", unread: "/favicon-unread.svg" };

/** "(3) Acme – Northwind Studio" in the tab, a dot in its icon, and the number on an installed app's icon. */
export function usePageTitle(page: string | null, firm: string, unread: number): void {
  useEffect(() => {
    const name = page === null ? firm : `${page} – ${firm}`;
    document.title = unread > 0 ? `(${badge(unread)}) ${name}` : name;
  }, [page, firm, unread]);
  const any = unread > 0;
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("#favicon");
    const wanted = any ? ICON.unread : ICON.plain;
    // Setting it to what it is would download it again.
    if (icon !== null && icon.getAttribute("href") !== wanted) icon.href = wanted;
  }, [any]);
  useEffect(() => {
    if (!("setAppBadge" in navigator)) return;
    // Refused outside an installed app; the title carries the number there.
    const done = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
    done.catch(() => {});
  }, [unread]);
}
