import { expect, it } from "vitest";
import { stripJpeg } from "./jpegSegments";

const text = (value: string) => [...new TextEncoder().encode(value)];
const segment = (marker: number, body: number[]) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
];
const SCAN = [...segment(0xda, [1, 2, 3]), 0x11, 0xff, 0x00, 0x22, 0xff, 0xd3, 0x33];
const JFIF = segment(0xe0, text("JFIF\0\x01\x02"));
const TABLE = segment(0xdb, [9, 9]);
const PROFILE = segment(0xe2, text("ICC_PROFILE\0profile"));
const END = [0xff, 0xd9];

/** Little-endian EXIF with a rotation and a GPS block's worth of bytes. */
function exif(orientation: number): number[] {
  const tiff = [
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
  ];
  return segment(0xe1, [...text("Exif\0\0"), ...tiff, ...text("GPS 52.52 N 13.40 E")]);
}

const jpeg = (...parts: number[][]) => Uint8Array.from([0xff, 0xd8, ...parts.flat()]);
const strip = (...parts: number[][]) => {
  const stripped = stripJpeg(jpeg(...parts));
  return stripped === null ? null : [...stripped];
};

it("leaves the picture as it is and takes away where it was taken", () => {
  const stripped = strip(
    JFIF,
    exif(1),
    segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0GPS")),
    segment(0xed, text("Photoshop 3.0\0city")),
    PROFILE,
    segment(0xfe, text("made at home")),
    TABLE,
    SCAN,
    segment(0xc4, [7]),
    SCAN,
    END,
  );
  expect(stripped).toEqual([...jpeg(JFIF, PROFILE, TABLE, SCAN, segment(0xc4, [7]), SCAN, END)]);
});

it("drops what phones append after the picture", () => {
  expect(strip(JFIF, SCAN, END, [0xff, 0xd8], exif(1), END)).toEqual([...jpeg(JFIF, SCAN, END)]);
});

it.each([3, 6, 8])("keeps the rotation %d, alone", (orientation) => {
  const stripped = strip(exif(orientation), TABLE, SCAN, END) ?? [];
  const again = stripJpeg(Uint8Array.from(stripped));
  expect([...(again ?? [])], "what it wrote, it reads").toEqual(stripped);
  expect(String.fromCharCode(...stripped)).not.toContain("GPS");
  expect(stripped.length).toBe(jpeg(TABLE, SCAN, END).length + 36);
  expect(stripped[31]).toBe(orientation);
});

it.each([
  ["no JPEG", [1, 2, 3]],
  ["nothing", []],
  ["a JPEG without an end", [...jpeg(JFIF, SCAN)]],
  ["a segment longer than the file", [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]],
  ["a segment of no length", [0xff, 0xd8, 0xff, 0xe1, 0, 0, 1, 1]],
  ["an EXIF cut short", null],
])("does not guess at %s", (_, bytes) => {
  if (bytes === null) {
    expect(strip(segment(0xe1, text("Exif\0\0II*\0")), SCAN, END)).toEqual([...jpeg(SCAN, END)]);
  } else expect(stripJpeg(Uint8Array.from(bytes))).toBeNull();
});
