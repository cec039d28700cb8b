/** The form under a sent email that answers it as its recipient, or as somebody else. */
import {
  DELIVERY_WAYS,
  REPLY_STYLES,
  type DeliveryWay,
  type ReplyStyle,
} from "../inbound/reply.ts";
import type { SentEmail } from "../types.ts";
import { html, type SafeHtml } from "./html.ts";

const STYLE_NAMES: Record<ReplyStyle, string> = {
  gmail: "Gmail",
  outlook: "Outlook",
  iphone: "iPhone",
  bottomPost: "Thunderbird, below the quote",
  plain: "Plain text without a quote",
  forward: "Forwarded",
  outOfOffice: "Out of office",
  bounce: "Bounce",
};

const WAY_NAMES: Record<DeliveryWay, string> = {
  once: "Once",
  twice: "Twice, as a provider may",
  wrongSignature: "With a wrong signature",
  oldTimestamp: "With an old timestamp",
};

/** Somebody who was never invited: an answer from there must be held, not posted. */
const STRANGER = "Mallory Stranger <mallory@elsewhere.example>";

/** The box; the script sends it as JSON and shows the app's answer and verdict. */
export function renderReplyBox(email: SentEmail): SafeHtml {
  const recipient = email.payload.to[0] ?? "";
  return html`<form class="reply" data-reply data-email="${email.id}">
    <h2>Answer this email</h2>
    <label>
      From
      <input name="from" value="${recipient}" list="senders" required autocomplete="off" />
      <datalist id="senders">
        <option value="${recipient}"></option>
        <option value="${STRANGER}"></option>
      </datalist>
    </label>
    <label>
      Message
      <textarea name="text" rows="4" placeholder="Write an answer"></textarea>
    </label>
    <div class="pair">
      <label>
        Written with
        <select name="style">
          ${REPLY_STYLES.map((style) => renderOption(style, STYLE_NAMES[style]))}
        </select>
      </label>
      <label>
        Delivered
        <select name="way">
          ${DELIVERY_WAYS.map((way) => renderOption(way, WAY_NAMES[way]))}
        </select>
      </label>
    </div>
    <label>
      Files
      <input type="file" name="files" multiple />
    </label>
    <div class="buttons">
      <button type="submit" class="primary">Send the answer</button>
      <button type="button" data-fill-from="${STRANGER}">Pretend to be a stranger</button>
    </div>
    <div class="result" role="status" data-result></div>
  </form>`;
}

function renderOption(value: string, name: string): SafeHtml {
  return html`<option value="${value}">${name}</option>`;
}
