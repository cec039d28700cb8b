import { convexUrl } from "../../app/convexUrl";

/**
 * Where the backend's HTTP actions answer: this origin when the page comes from the backend itself,
 * else what VITE_CONVEX_SITE_URL says, else the site that belongs to a Convex cloud deployment.
 */
export function siteUrl(): string {
  const configured: unknown = import.meta.env["VITE_CONVEX_SITE_URL"];
  if (typeof configured === "string" && configured !== "") return configured.replace(/\/+$/, "");
  return convexUrl.replace(/\.convex\.cloud\/?$/, ".convex.site").replace(/\/+$/, "");
}

/** The address of a file's bytes; it opens with a sign-in only, or with a ticket, as a download. */
export function fileAddress(
  fileId: string,
  { thumbnail = false, ticket }: { thumbnail?: boolean; ticket?: string } = {},
): string {
  const url = new URL(`${siteUrl()}/files/${encodeURIComponent(fileId)}`);
  if (thumbnail) url.searchParams.set("thumbnail", "1");
  if (ticket !== undefined) {
    url.searchParams.set("ticket", ticket);
    url.searchParams.set("download", "1");
  }
  return url.href;
}
