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
      "virus-free",
    ].join("|") +
    ")",
  "u",
);
const CLOSING =
  /(?:から送信(?:されました)?|より送信|에서 보냄|에서 보냈습니다|(?:dan|den) gönderildi|(?:ról|ről|val|vel) küldve)[.。]?$/u;
const MAX_WORDS_WITH_CLOSING = 5;

/** Names of devices and mail programs. */
const BRAND =
  /iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|xiaomi|redmi|pixel|oneplus|oppo|fairphone|blackberry|nokia|sony|xperia|\bhtc\b|\blg\b|motorola|windows|outlook|yahoo|gmail|\bgmx\b|web\.de|mail\.ru|яндекс|yandex|proton|tutanota|\btuta\b|spark\b|superhuman|airmail|bluemail|mailbox\b|k-9|fairemail|thunderbird|zoho|fastmail|avg\.com|avast|手机|手機/u;

/** "my phone" and its like; a phone without an owner could stand in any sentence. */
const OWN_DEVICE =
  /(?:^| )(?:my|a|meine[mr]|mon|mi|mio|meu|mijn|mine?|mitt|moje(?:j|go)|моего) (?:\S+ )?(?:mobile|mobil\p{L}*|cell\p{L}*|phone|smartphone|handy|tablet|téléphone|portable|m[óo]vil|teléfono|celular|telefon\p{L}*|telefono|telefoon)(?: device)?$|^sent (?:from|via) mobile(?: device)?$/u;

/** Possessive forms after which even an unknown name is a device. */
const UNKNOWN_DEVICE =
  /^(?:sent from my|von meinem .{2,20} gesendet|gesendet von meinem|envoyé de mon|enviado desde mi|enviado do meu|inviato dal mio|verzonden vanaf mijn|verstuurd vanaf mijn|sendt fra min|skickat från min|wysłane z mojego|отправлено с моего)(?: |$)/u;

/** An unknown program that links to itself. */
const LINKED_PROGRAM = /^sent from \S{2,20}(?: \S{2,20})?\s?<https?:[^\s>]*>$/;

/** Full sentences that programs write; any other sentence is a person's. */
const PROGRAM_SENTENCE =
  /\b(?:excuse|forgive|typos?|brevity)\b|proton ?mail|k-9|fairemail|wurde (?:von|mit)|^virus-free/;
const SENTENCE_END = /[.?!…]$/;
const MAX_WORDS = 14;

/**
 * Whether a line (given as a probe) is an automatic signature. People write "Sent via WeTransfer
 * yesterday, check your mail." as well, so a brand, an owner or a known sentence is asked for; an
 * unknown device ("Sent from my Wiko RIDGE") must stand as a paragraph of its own.
 */
export function isMobileSignature(probe: string, isOwnParagraph: boolean): boolean {
  const plain = probe
    .slice(0, MAX_CHARACTERS * 3)
    .replace(/[<([]?https?:[^\s>)\]]*[>)\]]?/g, "")
    .replace(/^[*_—–<(\s-]+|[*_>)\s]+$/g, "");
  if (plain.length < 5 || plain.length > MAX_CHARACTERS) return false;
  const wordCount = plain.split(" ").length;
  const isClosed = CLOSING.test(plain) && wordCount <= MAX_WORDS_WITH_CLOSING;
  if (wordCount > MAX_WORDS || !(OPENING.test(plain) || isClosed)) return false;
  if (SENTENCE_END.test(plain)) return isClosed || PROGRAM_SENTENCE.test(plain);
  if (LINKED_PROGRAM.test(probe)) return true;
  if (BRAND.test(plain)) return !plain.startsWith("from my") || wordCount <= 4;
  if (OWN_DEVICE.test(plain)) return !plain.startsWith("from my") || wordCount <= 4;
  return isOwnParagraph && plain.length <= 40 && UNKNOWN_DEVICE.test(plain);
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
