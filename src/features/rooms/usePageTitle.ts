import { useEffect, useRef } from "react";
import { badge } from "../../lib/strings";
import { PRODUCT_ICON, type TabIcon } from "./tabIcon";

/**
 * "(3) Acme – Northwind Studio" in the tab, a dot in its icon, and the number on an installed app's icon. `page`:
 * the open room's or page's name, null on the home page.
 */
export function usePageTitle(tab: {
  page: string | null;
  firm: string;
  unread: number;
  icon: TabIcon;
}): void {
  const { page, firm, unread } = tab;
  useEffect(() => {
    const name = page === null ? firm : `${page} – ${firm}`;
    document.title = unread > 0 ? `(${badge(unread)}) ${name}` : name;
  }, [page, firm, unread]);
  const icon = unread > 0 ? tab.icon.unread : tab.icon.plain;
  useEffect(() => setIcon(icon), [icon]);
  useEffect(() => setBadge(unread), [unread]);
  // Signed out or suspended, one is told nothing more of what was here.
  const firmNow = useRef(firm);
  useEffect(() => {
    firmNow.current = firm;
  }, [firm]);
  useEffect(
    () => () => {
      document.title = firmNow.current;
      setIcon(PRODUCT_ICON.plain);
      setBadge(0);
    },
    [],
  );
}

function setBadge(unread: number): void {
  if (!("setAppBadge" in navigator)) return;
  // Refused outside an installed app; the title carries the number there.
  const done = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
  done.catch(() => {});
}

function setIcon(address: string): void {
  const link = document.querySelector<HTMLLinkElement>("#favicon");
  // Setting it to what it is would download it again.
  if (link !== null && link.getAttribute("href") !== address) link.href = address;
}
