import { useState } from "react";
import { sendStrings as s } from "./messageStrings";

/** A button that puts a text on the clipboard and says so. */
export function CopyText({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Refused (no permission, no secure context): the text stays selectable beside the button.
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" onClick={copy}>
      {copied ? s.copied : s.copy}
    </button>
  );
}
