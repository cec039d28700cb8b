import { fileAddress } from "../files/fileAddress";

/**
 * The bytes of a file that this person may read (row 10), asked for with their sign-in. `onBytes` is
 * told of every piece (bytes). Rejects when it is refused, gone, cut off, or `signal` ends it.
 */
export async function fetchFile(
  fileId: string,
  options: {
    token: () => Promise<string | null>;
    signal: AbortSignal;
    onBytes: (count: number) => void;
  },
): Promise<Blob> {
  const { signal, onBytes } = options;
  const token = await options.token();
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
  const response = await fetch(fileAddress(fileId), { headers, signal });
  if (!response.ok || response.body === null) throw new Error(`Answered with ${response.status}.`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    onBytes(piece.value.byteLength);
  }
  return new Blob(pieces);
}
