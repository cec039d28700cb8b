/** The icon of a browser's tab, and the same with a dot for something unread. */
export type TabIcon = { plain: string; unread: string };

/** The product's own: for the team. */
export const PRODUCT_ICON: TabIcon = { plain: "/favicon.svg", unread: "/favicon-unread.svg" };
