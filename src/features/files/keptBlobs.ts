/**
 * Files of messages that wait to be sent, kept on this device over a reload (IndexedDB). A device that
 * refuses costs the survival of a reload, never the sending.
 */
const DATABASE = "anteroom-files";
const STORE = "blobs";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB is not available."));
  });
}

async function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  let database: IDBDatabase | null = null;
  try {
    database = await open();
    const request = work(database.transaction(STORE, mode).objectStore(STORE));
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB refused."));
    });
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

function keyOf(viewerEmail: string, uploadId: string): string {
  return `${viewerEmail.toLowerCase()}:${uploadId}`;
}

export async function keepBlob(viewerEmail: string, uploadId: string, file: File): Promise<void> {
  await run("readwrite", (store) => store.put(file, keyOf(viewerEmail, uploadId)));
}

/** The kept file; null when this device has none (any more). */
export async function keptBlob(viewerEmail: string, uploadId: string): Promise<File | null> {
  const found = await run(
    "readonly",
    (store) => store.get(keyOf(viewerEmail, uploadId)) as IDBRequest<unknown>,
  );
  return found instanceof File ? found : null;
}

export async function forgetBlob(viewerEmail: string, uploadId: string): Promise<void> {
  await run("readwrite", (store) => store.delete(keyOf(viewerEmail, uploadId)));
}

/** Removes everything kept for one viewer (sign-out). */
export async function clearKeptBlobs(viewerEmail: string): Promise<void> {
  const prefix = keyOf(viewerEmail, "");
  await run("readwrite", (store) => store.delete(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
}
