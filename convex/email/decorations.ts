/** Pictures that an email's program adds by itself: logos of signatures, and those of what is quoted. */
import type { ReceivedAttachment } from "./resend";

/** A larger one was put there by a person, wherever it stands. */
const DECORATION_MAX_BYTES = 100 * 1024;
/** Where a signature or a quote begins, as mail programs mark it. */
const BEGINNINGS =
  /class="?[^">]{0,200}(?:gmail_signature|gmail_quote|moz-signature|moz-cite-prefix|yahoo_quoted)|id="?(?:Signature|ms-outlook-mobile-signature|divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)|<blockquote/i;

/**
 * Whether an attachment is a small picture that the HTML shows only below where its signature or quote
 * begins. One that is shown above, or nowhere, was meant to be sent.
 */
export function isDecoration(
  { contentId, size }: Pick<ReceivedAttachment, "contentId" | "size">,
  html: string | null,
): boolean {
  if (contentId === null || html === null || size > DECORATION_MAX_BYTES) return false;
  const shown = html.indexOf(`cid:${contentId}`);
  const beginning = html.search(BEGINNINGS);
  return shown !== -1 && beginning !== -1 && shown > beginning;
}
