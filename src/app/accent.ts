/**
 * Ten shades out of one accent colour, with contrast put right: whatever colour a firm picks, shade 6 (filled buttons,
 * badges, links on light) carries white text at 4.5:1 or better. Colour mathematics after Björn Ottosson's Oklab.
 */
export type Shades = readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const MIN_TEXT_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
const FILLED_LIGHTNESS = { darkest: 0.36, lightest: 0.62 };
/** Used when a firm's colour is not `#rrggbb`. */
const FALLBACK = "#0e7c66";

type Oklch = { lightness: number; chroma: number; hue: number };

/** Takes `#rrggbb` and gives Mantine's ten shades, lightest first; shade 6 is the filled one. */
export function accentShades(hex: string): Shades {
  const base = toOklch(/^#[0-9a-f]{6}$/i.test(hex) ? hex : FALLBACK);
  const filled = darkenForWhiteText(base);
  const step = (lightness: number, chromaShare: number) =>
    toHex({ ...base, lightness, chroma: base.chroma * chromaShare });
  const l6 = filled.lightness;
  return [
    step(0.975, 0.14),
    step(0.945, 0.26),
    step(0.9, 0.42),
    step(0.84, 0.62),
    step(0.77, 0.82),
    step(Math.max(0.68, l6 + 0.08), 0.95),
    toHex(filled),
    step(l6 - 0.05, 1),
    step(l6 - 0.1, 0.9),
    step(l6 - 0.16, 0.8),
  ];
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

function darkenForWhiteText(base: Oklch): Oklch {
  let lightness = Math.min(
    Math.max(base.lightness, FILLED_LIGHTNESS.darkest),
    FILLED_LIGHTNESS.lightest,
  );
  while (contrast(toHex({ ...base, lightness }), "#ffffff") < MIN_TEXT_CONTRAST) lightness -= 0.005;
  return { ...base, lightness };
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255].map(toLinear) as [number, number, number];
}

function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toOklch(hex: string): Oklch {
  const [r, g, b] = channels(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(greenRed, blueYellow),
    hue: Math.atan2(blueYellow, greenRed),
  };
}

function toLinearRgb({ lightness, chroma, hue }: Oklch): [number, number, number] {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Fits the colour into sRGB by taking chroma away (never lightness, which carries the contrast). */
function toHex(colour: Oklch): string {
  let { chroma } = colour;
  let rgb = toLinearRgb({ ...colour, chroma });
  while (chroma > 0 && rgb.some((channel) => channel < -0.0005 || channel > 1.0005)) {
    chroma = Math.max(0, chroma - 0.004);
    rgb = toLinearRgb({ ...colour, chroma });
  }
  const bytes = rgb.map((channel) =>
    Math.round(255 * fromLinear(Math.min(1, Math.max(0, channel)))),
  );
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
