/** Lines of plain text that start a signature or stand in for a picture. */

/** The delimiter of a typed signature: `-- ` (RFC 3676), often stripped of its space. */
export function isSignatureDelimiter(text: string): boolean {
  return text.length <= 8 && /^(?:--|—|––)\s*$/.test(text);
}

const IMAGE_PLACEHOLDER =
  /^(?:\[(?:image|inline image|cid|bild|immagine|imagen|imagem|afbeelding|billede|obraz|изображение)[^[\]]{0,200}\]|<[^<>@/\s]{1,100}\.(?:png|jpe?g|gif|webp|heic|bmp|tiff?)>|\ufffc|ᐧ|\s)+$/u;

/** Whether a line (given as a probe) only stands in for a picture; pictures come as attachments. */
export function isImagePlaceholder(probe: string): boolean {
  return probe !== "" && probe.length <= 420 && IMAGE_PLACEHOLDER.test(probe);
}
