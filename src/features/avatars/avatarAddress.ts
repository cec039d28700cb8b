import { siteUrl } from "../files/fileAddress";

/** Where the picture of a person is; `key` comes with their name in a view, and opens with a sign-in only. */
export function avatarAddress(key: string): string {
  return `${siteUrl()}/avatars/${encodeURIComponent(key)}`;
}
