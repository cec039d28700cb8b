/** Characters that a file system or a shell would trip over. */
// oxlint-disable-next-line no-control-regex -- controls are among them
const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Names that Windows keeps for devices, whatever follows their dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** With the number in front of it still short enough for every file system. */
const LONGEST = 80;

/** A name that can be written to any disk: no separators, no hidden or device names, no outer blanks. */
export function safeFileName(name: string): string {
  const plain = name.replace(UNSAFE, "-").replace(/^[\s.]+|[\s.]+$/g, "");
  const characters = [...(DEVICE.test(plain) || plain === "" ? `file ${plain}`.trim() : plain)];
  if (characters.length <= LONGEST) return characters.join("");
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? "";
  return characters.slice(0, LONGEST - ending.length).join("") + ending;
}
