/** The requests by which the CLI brings an archive (npm convex 1.48.0, src/cli/lib/convexImport.ts). */
import type { JSONValue } from "convex/values";
import type { Handler } from "../http/api.ts";
import type { Imports } from "./imports.ts";

/** What answers `method` at `url`, or null when that is none of an import's. */
export function importRoute(imports: Imports, method: string, url: URL): Handler | null {
  switch (`${method} ${url.pathname}`) {
    case "POST /api/import/start_upload":
      return () => Promise.resolve(Response.json(imports.startUpload()));
    case "POST /api/import/upload_part":
      return async (request) => {
        const token = url.searchParams.get("uploadToken");
        const number = Number(url.searchParams.get("partNumber"));
        const bytes = new Uint8Array(await request.arrayBuffer());
        return Response.json(await imports.addPart(token, number, bytes));
      };
    case "POST /api/import/finish_upload":
      return async (request) => {
        const { import: asked, uploadToken } = await readFields(request);
        const token = typeof uploadToken === "string" ? uploadToken : null;
        return Response.json({ importId: imports.finishUpload(token, fieldsOf(asked)) });
      };
    case "POST /api/perform_import":
      return async (request) => {
        imports.perform((await readFields(request))["importId"]);
        return Response.json(null);
      };
    default:
      return null;
  }
}

async function readFields(request: Request): Promise<Record<string, JSONValue>> {
  return fieldsOf((await request.json().catch(() => null)) as JSONValue);
}

/** Whatever is no object has no fields. */
function fieldsOf(value: JSONValue | undefined): Record<string, JSONValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, JSONValue>)
    : {};
}
