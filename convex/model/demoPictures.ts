/** The demo's files, drawn and written by code: the same bytes every time, and nothing to ship. */
import { zlibSync } from "fflate";

type Color = readonly [red: number, green: number, blue: number];
/** Colours of a picture: the wall, the shelf, and each pot's glaze from left to right. */
type Scene = { wall: Color; shelf: Color; glazes: readonly Color[] };

const CLAY: Color = [196, 150, 112];
const SCENES = {
  sea: {
    wall: [236, 239, 238],
    shelf: [122, 96, 74],
    glazes: [
      [58, 120, 140],
      [96, 160, 158],
      [34, 78, 108],
    ],
  },
  sand: {
    wall: [243, 236, 224],
    shelf: [84, 72, 66],
    glazes: [
      [214, 178, 122],
      [168, 108, 72],
      [228, 208, 176],
    ],
  },
} satisfies Record<string, Scene>;
export type DemoScene = keyof typeof SCENES;

/** Where the shelf begins, from the top of the picture (0) to its bottom (1). */
const SHELF = 0.8;
const CHANNELS = 3;

/** A picture of three glazed bowls on a shelf, as a PNG of that many pixels a side. */
export function demoPicture(scene: DemoScene, width: number, height: number) {
  const rows = new Uint8Array(height * (width * CHANNELS + 1));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    rows[at++] = 0; // no filter
    for (let x = 0; x < width; x += 1) {
      for (const part of colorAt(SCENES[scene], x / width, y / height)) rows[at++] = part;
    }
  }
  return png(width, height, zlibSync(rows, { level: 6 }));
}

function colorAt({ wall, shelf, glazes }: Scene, x: number, y: number): Color {
  for (const [index, glaze] of glazes.entries()) {
    const pot = potAt(glaze, (index + 0.5) / glazes.length, 0.12 + 0.015 * index, x, y);
    if (pot !== null) return pot;
  }
  if (y < SHELF) return shaded(wall, 1 - 0.12 * y);
  const grain = Math.sin(90 * y + 3 * Math.sin(9 * x));
  return shaded(shelf, 1.02 + 0.05 * grain - 0.5 * (y - SHELF));
}

/** A bowl that stands on the shelf: a dark inside, a glaze that runs down, bare clay at its foot. */
function potAt(glaze: Color, center: number, radius: number, x: number, y: number): Color | null {
  const across = (x - center) / radius;
  const rim = SHELF - 2.1 * radius;
  const down = (y - rim) / (SHELF + 0.02 - rim);
  if (across ** 2 + ((y - rim) / (0.22 * radius)) ** 2 < 1) return shaded(glaze, 0.55);
  if (down < 0 || down > 1 || across ** 2 + (0.9 * down) ** 4 > 1) return null;
  const runs = 0.72 + 0.07 * Math.sin(9 * across) + 0.04 * Math.sin(23 * across + 1);
  const light = 1.08 - 0.35 * (across + 0.4) ** 2;
  return shaded(down < runs ? glaze : CLAY, light);
}

/** In steps, which a PNG packs better than a smooth shade. */
function shaded(color: Color, light: number): Color {
  const [red, green, blue] = color.map((part) => {
    return Math.max(0, Math.min(255, Math.round((part * light) / 2) * 2));
  });
  return [red ?? 0, green ?? 0, blue ?? 0];
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const EIGHT_BIT_RGB = [8, 2, 0, 0, 0];

function png(width: number, height: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set(EIGHT_BIT_RGB, 8);
  const chunks = [chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", new Uint8Array(0))];
  return Uint8Array.from([...PNG_SIGNATURE, ...chunks.flatMap((one) => [...one])]);
}

/** A chunk of a PNG: length, type, data, checksum (PNG, 5.3). */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

const CRC_POLYNOMIAL = 0xedb88320;

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? CRC_POLYNOMIAL : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A PDF of one page (A4) with a heading and lines of ASCII below it. */
export function demoPdf(heading: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const shown = lines.map((line) => `0 -22 Td (${escaped(line)}) Tj`).join("\n");
  const page = `BT /F1 22 Tf 72 760 Td (${escaped(heading)}) Tj /F1 12 Tf 0 -14 Td\n${shown}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const start = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(start).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(`${text}${table}${trailer}`);
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, "\\$&");
}
