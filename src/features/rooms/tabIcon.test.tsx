/** What a tab says without being looked at: its title, its icon, and the installed app's number. */
import { act, render, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Page } from "../../components/Page";
import { useShownPage } from "../../components/pageName";
import { firmIcon } from "./firmIcon";
import { PRODUCT_ICON } from "./tabIcon";
import { usePageTitle } from "./usePageTitle";

const FIRM = { name: "Northwind Studio", accentColor: "#b4512a", logo: null };
const decoded = (uri: string) => decodeURIComponent(uri.replace("data:image/svg+xml,", ""));

let icon: HTMLLinkElement;
let badges: (number | null)[];
beforeEach(() => {
  icon = document.head.appendChild(document.createElement("link"));
  icon.id = "favicon";
  icon.setAttribute("href", PRODUCT_ICON.plain);
  badges = [];
  Object.assign(navigator, {
    setAppBadge: (count: number) => Promise.resolve(void badges.push(count)),
    clearAppBadge: () => Promise.resolve(void badges.push(null)),
  });
});
afterEach(() => {
  icon.remove();
  vi.unstubAllGlobals();
});

const show = (unread: number, page: string | null = "Acme", tabIcon = PRODUCT_ICON) =>
  usePageTitle({ page, firm: "Northwind", unread, icon: tabIcon });
const href = () => icon.getAttribute("href");

it("says how many are unread, and no more once none are", () => {
  const { rerender } = renderHook(({ unread }) => show(unread), { initialProps: { unread: 3 } });
  expect(document.title).toBe("(3) Acme – Northwind");
  expect(href()).toBe(PRODUCT_ICON.unread);
  rerender({ unread: 100 });
  expect(document.title).toBe("(99+) Acme – Northwind");
  rerender({ unread: 0 });
  expect(document.title).toBe("Acme – Northwind");
  expect(href()).toBe(PRODUCT_ICON.plain);
  expect(badges).toEqual([3, 100, null]);
});

it("tells nothing more of a room once one is signed out or suspended", () => {
  const { unmount } = renderHook(() => show(2));
  unmount();
  expect([document.title, href(), badges.at(-1)]).toEqual(["Northwind", PRODUCT_ICON.plain, null]);
});

it("is called like the page that is open, as long as it is", () => {
  const { unmount } = render(<Page title="Team">…</Page>);
  const { result } = renderHook(useShownPage);
  expect(result.current).toBe("Team");
  act(unmount);
  expect(result.current).toBeNull();
});

it("is called like the firm where no room is open", () => {
  renderHook(() => show(0, null));
  expect(document.title).toBe("Northwind");
});

it("has the firm's icon in the portal, and the product's again when that is left", () => {
  const { unmount } = renderHook(() => show(1, null, firmIcon(FIRM)));
  expect(href()).toBe(firmIcon(FIRM).unread);
  unmount();
  expect(href()).toBe(PRODUCT_ICON.plain);
});

it("draws a firm's initials, or its logo, with a dot when something is unread", () => {
  const drawn = firmIcon(FIRM);
  expect(decoded(drawn.plain)).toContain(">NS</text>");
  expect(decoded(drawn.plain)).not.toContain("<circle");
  expect(decoded(drawn.unread)).toContain("<circle");
  const logo = "data:image/png;base64,AAAA";
  expect(decoded(firmIcon({ ...FIRM, logo }).plain)).toContain(`<image href="${logo}"`);
});
