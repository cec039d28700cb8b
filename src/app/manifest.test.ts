/** What a browser wants before it offers to install the app: real icons of the sizes that are named. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const PUBLIC = join(import.meta.dirname, "../../public");
type Icon = { src: string; sizes: string; type: string; purpose: string };
const manifest = JSON.parse(readFileSync(join(PUBLIC, "manifest.webmanifest"), "utf8")) as {
  icons: Icon[];
  [member: string]: unknown;
};

/** Width and height in a PNG's first chunk. */
function pngSize(name: string): string {
  const bytes = readFileSync(join(PUBLIC, name));
  expect(bytes.subarray(1, 4).toString(), name).toBe("PNG");
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

it("every PNG has the size that the manifest says, one of 192 and one of 512 pixels, one maskable", () => {
  const pngs = manifest.icons.filter(({ type }) => type === "image/png");
  for (const { src, sizes } of pngs) expect(pngSize(src), src).toBe(sizes);
  const of = (purpose: string) =>
    pngs.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
  expect(of("any")).toEqual(["192x192", "512x512"]);
  expect(of("maskable")).toEqual(["512x512"]);
  expect(pngSize("apple-touch-icon.png")).toBe("180x180");
});

it("opens on its own, as one app over both shells", () => {
  expect(manifest).toMatchObject({ id: "/", scope: "/", start_url: "/", display: "standalone" });
});
