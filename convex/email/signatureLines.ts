/** One-line signatures that phones and mail programs add by themselves, per language. */

const MAX_CHARACTERS = 120;

/** Words with which such a line begins (or, in some languages, ends). */
const OPENING = new RegExp(
  "^(?:" +
    [
      "sent (?:from|with|via|using|by|through|on)",
      "from my",
      "get (?:the )?\\[?outlook for",
      "(?:von|aus|mit) (?:meinem|meiner|unterwegs|mein)",
      "(?:diese|die) (?:nachricht|e-mail|mail) wurde (?:von|mit|über)",
      "gesendet (?:von|mit|über|aus|vom)",
      "(?:holen sie sich|hol dir|laden sie) outlook",
      "outlook (?:für|voor|pour|para|per|for)",
      "envoyé (?:de|depuis|à partir|avec|via|du)",
      "(?:télécharger|obtenez|obtenir) outlook",
      "enviad[oa] (?:desde|con|do|da|de|pelo|com|via|a partir)",
      "(?:obtener|obtenga|obtén|obter) (?:o )?outlook",
      "inviat[oa] (?:da|dal|dall'|con|tramite)",
      "(?:scarica|ottieni) outlook",
      "(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van)",
      "sendt (?:fra|med|via)",
      "skickat (?:från|med|via)",
      "(?:hent|hämta|få) outlook",
      "lähetetty",
      "wysłan[eoya] (?:z|za)",
      "отправлено (?:с|из|от)",
      "(?:надіслано|відправлено) (?:з|із|с|від)",
      "(?:odesláno|odoslané) z",
      "(?:trimis|expediat) (?:de pe|din)",
      "(?:发自|發自|从我的|從我的|来自我的|發送自|发送自)",
      "(?:나의|내) ",
      "virus-free",
    ].join("|") +
    ")",
  "u",
);
const CLOSING =
  /(?:から送信(?:されました)?|より送信|에서 보냄|에서 보냈습니다|傳送|gönderildi|(?:dan|den) gönderildi|gesendet|küldve|elküldve|отправлено)[.。]?$/u;

/** Names of devices and programs: with one of these the line is surely not a typed sentence. */
const DEVICE =
  /iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|xiaomi|redmi|pixel|oneplus|oppo|fairphone|blackberry|nokia|sony|xperia|\bhtc\b|\blg\b|motorola|windows|outlook|yahoo|gmail|\bgmx\b|web\.de|mail\.ru|яндекс|yandex|proton|tutanota|\btuta\b|spark\b|superhuman|airmail|bluemail|k-9|fairemail|thunderbird|zoho|fastmail|avg\.com|avast|mobil|handy|smartphone|téléphone|teléfono|telefon|móvil|celular|cellulare|tablet|\bphone\b|\bmail\b|미디어|手机|手機/u;

const EXCUSE = /\b(?:excuse|forgive|typos?|brevity)\b/;

const SENTENCE_END = /[.?!…]$/;

/**
 * Whether a line (given as a probe) is an automatic signature. Without a device's name it must stand
 * as a paragraph of its own and not end as a sentence does: "Sent from my office, arrives Friday."
 */
export function isMobileSignature(probe: string, isOwnParagraph: boolean): boolean {
  const plain = probe
    .slice(0, MAX_CHARACTERS * 3)
    .replace(/[<([]?https?:[^\s>)\]]*[>)\]]?/g, "")
    .replace(/^[*_—–<(\s-]+|[*_>)\s]+$/g, "");
  if (plain.length < 5 || plain.length > MAX_CHARACTERS) return false;
  if (!OPENING.test(plain) && !CLOSING.test(plain)) return false;
  if (EXCUSE.test(plain) || DEVICE.test(plain)) return plain.split(" ").length <= 14;
  if (plain.startsWith("from my")) return false;
  return isOwnParagraph && plain.length <= 40 && !SENTENCE_END.test(plain);
}

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
