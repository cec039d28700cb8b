/** The form that takes a pasted email, for what no preset of the reply box writes. */
import { html, type SafeHtml } from "./html.ts";

const EXAMPLE = [
  "From: Somebody <somebody@elsewhere.example>",
  "To: (the reply address of an email on the left)",
  "Subject: Re: New messages",
  "Message-ID: <1@elsewhere.example>",
  "",
  "Written by hand.",
].join("\n");

/** The box; the script posts it as JSON and shows the app's answer and verdict. */
export function renderRawBox(): SafeHtml {
  return html`<form class="reply" data-raw>
    <h2>Deliver a pasted email</h2>
    <label>
      The whole email, headers and all
      <textarea
        name="raw"
        rows="10"
        required
        spellcheck="false"
        placeholder="${EXAMPLE}"
      ></textarea>
    </label>
    <div class="buttons">
      <button type="submit" class="primary">Deliver it</button>
    </div>
    <div class="result" role="status" data-result></div>
  </form>`;
}
