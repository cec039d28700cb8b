import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { PolicySources } from "../config.ts";
import { pageHeaders } from "./securityHeaders.ts";

const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
/** Below this a compressed answer gains nothing. */
const MIN_COMPRESSED_BYTES = 1_024;
/** The build puts a content hash into these names, so they never change. */
const HASHED_ASSET = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Encoding = "br" | "gzip" | "identity";
type StoredFile = {
  modifiedTime: number;
  etag: string;
  contentType: string;
  bodies: Map<Encoding, Uint8Array<ArrayBuffer>>;
};

/**
 * Serves the built web app from a folder. Navigations to unknown paths get index.html, since the
 * app's router knows the pages; anything else that is missing is a 404.
 */
export class WebApp {
  readonly #dir: string;
  readonly #sources: PolicySources | undefined;
  /** The whole app is a few files; each is read once and compressed once per encoding. */
  readonly #files = new Map<string, StoredFile>();

  constructor(dir: string, sources?: PolicySources) {
    this.#dir = path.resolve(dir);
    this.#sources = sources;
  }

  /** Answers GET and HEAD, or null when there is nothing to serve. */
  async handle(request: Request, url: URL, host: string): Promise<Response | null> {
    if (request.method !== "GET" && request.method !== "HEAD") return null;
    const pathname = decode(url.pathname);
    if (pathname === null) return null;
    const file = await this.#load(pathname === "/" ? "/index.html" : pathname);
    if (file !== null) return this.#respond(request, file, host, HASHED_ASSET.test(pathname));
    if (!isNavigation(request, pathname)) return null;
    const page = await this.#load("/index.html");
    return page === null ? null : this.#respond(request, page, host, false);
  }

  async #load(pathname: string): Promise<StoredFile | null> {
    const file = path.join(this.#dir, pathname);
    if (!file.startsWith(this.#dir + path.sep)) return null;
    const stats = await fs.stat(file).catch(() => null);
    if (stats === null || !stats.isFile()) return null;
    const known = this.#files.get(file);
    if (known !== undefined && known.modifiedTime === stats.mtimeMs) return known;
    const body = new Uint8Array(await fs.readFile(file));
    const stored: StoredFile = {
      modifiedTime: stats.mtimeMs,
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      contentType: CONTENT_TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream",
      bodies: new Map([["identity", body]]),
    };
    this.#files.set(file, stored);
    return stored;
  }

  async #respond(request: Request, file: StoredFile, host: string, immutable: boolean) {
    const headers = new Headers({
      ...pageHeaders(host, this.#sources),
      "Content-Type": file.contentType,
      "Cache-Control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: file.etag,
      Vary: "Accept-Encoding",
    });
    if (request.headers.get("If-None-Match") === file.etag) {
      return new Response(null, { status: 304, headers });
    }
    const encoding = chooseEncoding(request.headers.get("Accept-Encoding") ?? "", file);
    const body = await encodedBody(file, encoding);
    if (encoding !== "identity") headers.set("Content-Encoding", encoding);
    headers.set("Content-Length", String(body.byteLength));
    return new Response(body, { headers });
  }
}

function decode(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    return decoded.includes("\0") || decoded.includes("\\") ? null : decoded;
  } catch {
    return null;
  }
}

/** A page being opened, not a missing script: a wrong page in place of a script hides the error. */
function isNavigation(request: Request, pathname: string): boolean {
  const accepts = request.headers.get("Accept") ?? "";
  return accepts.includes("text/html") && path.extname(pathname) === "";
}

function chooseEncoding(accepted: string, file: StoredFile): Encoding {
  const size = file.bodies.get("identity")?.byteLength ?? 0;
  if (!COMPRESSIBLE.test(file.contentType) || size < MIN_COMPRESSED_BYTES) return "identity";
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}

async function encodedBody(file: StoredFile, encoding: Encoding) {
  const known = file.bodies.get(encoding);
  if (known !== undefined) return known;
  const plain = file.bodies.get("identity") ?? new Uint8Array();
  const params = { [constants.BROTLI_PARAM_QUALITY]: 7 };
  const body = encoding === "br" ? await brotli(plain, { params }) : await gzipped(plain);
  const encoded = new Uint8Array(body);
  file.bodies.set(encoding, encoded);
  return encoded;
}
