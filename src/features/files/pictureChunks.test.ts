import { describe, expect, test } from "vitest";
import { stripPng, stripWebp } from "./pictureChunks";

const bytesOf = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const GPS = "GPS 52.52 13.40";

function pngChunk(type: string, data: number[]): number[] {
  return [0, 0, 0, data.length, ...bytesOf(type), ...data, 1, 2, 3, 4];
}
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const header = pngChunk("IHDR", [0, 0, 0, 1]);
const colours = pngChunk("iCCP", bytesOf("profile"));
const pixels = pngChunk("IDAT", [9, 8, 7]);
const end = pngChunk("IEND", []);

describe("a PNG", () => {
  test("loses every text, EXIF and time, and what follows its end; pixels and colours stay", () => {
    const telling = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"].flatMap((t) =>
      pngChunk(t, bytesOf(GPS)),
    );
    const whole = [...PNG, ...header, ...telling, ...colours, ...pixels, ...end, ...bytesOf(GPS)];
    const stripped = stripPng(Uint8Array.from(whole));
    expect([...(stripped ?? [])]).toEqual([...PNG, ...header, ...colours, ...pixels, ...end]);
  });

  test("that is cut off, or is none, is left alone", () => {
    expect(stripPng(Uint8Array.from([...PNG, ...header, ...pixels]))).toBeNull();
    expect(
      stripPng(Uint8Array.from([...PNG, 0xff, 0xff, 0xff, 0xff, ...bytesOf("IDAT")])),
    ).toBeNull();
    expect(stripPng(Uint8Array.from(bytesOf("GIF89a")))).toBeNull();
  });
});

function webpChunk(type: string, data: number[]): number[] {
  const padding = data.length % 2 === 0 ? [] : [0];
  return [...bytesOf(type), data.length, 0, 0, 0, ...data, ...padding];
}
function webp(chunks: number[]): number[] {
  return [...bytesOf("RIFF"), chunks.length + 4, 0, 0, 0, ...bytesOf("WEBP"), ...chunks];
}
const features = (flags: number) => webpChunk("VP8X", [flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
const picture = webpChunk("VP8L", [7, 7, 7]);

describe("a WebP", () => {
  test("loses EXIF and XMP with the flags that announce them; the rest and its size are right", () => {
    const telling = [...webpChunk("EXIF", bytesOf(GPS)), ...webpChunk("XMP ", bytesOf(GPS))];
    const whole = webp([...features(0x10 | 0x08 | 0x04), ...picture, ...telling]);
    const stripped = stripWebp(Uint8Array.from([...whole, ...bytesOf(GPS)]));
    expect([...(stripped ?? [])]).toEqual(webp([...features(0x10), ...picture]));
  });

  test("that is cut off, or is none, is left alone", () => {
    const whole = webp([...features(0x08), ...picture]);
    expect(stripWebp(Uint8Array.from(whole.slice(0, -4)))).toBeNull();
    expect(stripWebp(Uint8Array.from(bytesOf("RIFF....AVI ")))).toBeNull();
  });
});
