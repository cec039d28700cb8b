/** The storage refused bytes for their size; trying again does not help. */
export class BytesRefused extends Error {}

const TOO_LARGE = 413;

/**
 * POSTs bytes to an upload address and resolves with the storage id. XMLHttpRequest, because fetch
 * tells nothing of how far an upload is. `onProgress` gets 0 to 1. Rejects when it fails or is aborted.
 */
export function postFile(
  url: string,
  blob: Blob,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (message: string) => reject(new Error(message));
    request.open("POST", url);
    request.responseType = "json";
    // The backend asks the bytes; the sender's type would only be kept for nothing.
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => fail("The upload was cut off.");
    request.onabort = () => fail("The upload was cancelled.");
    request.onload = () => {
      const answer: unknown = request.response;
      const id =
        typeof answer === "object" && answer !== null ? Reflect.get(answer, "storageId") : 0;
      if (request.status === TOO_LARGE) reject(new BytesRefused());
      else if (request.status === 200 && typeof id === "string") resolve(id);
      else fail(`The upload was answered with ${request.status}.`);
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) fail("The upload was cancelled.");
    else request.send(blob);
  });
}
