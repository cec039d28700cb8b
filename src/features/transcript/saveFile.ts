/** Characters that a file system or a shell would trip over. */
// oxlint-disable-next-line no-control-regex -- controls are among them
const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(UNSAFE, "-");
  link.click();
  // The download has its own hold on it once it has started.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
