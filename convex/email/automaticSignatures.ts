/** One-line signatures that phones and mail programs add by themselves, per language. */

const MAX_CHARACTERS = 120;
const MAX_WORDS = 14;

/** Words with which such a line begins. They also begin typed sentences: see `isAutomaticSignature`. */
const OPENING = new RegExp(
  "^(?:" +
    [
      "sent (?:from|with|via|using|by|through)",
      "from my",
      "get (?:the )?\\[?\\S{2,20} for (?:ios|android)$",
      "(?:von|aus|mit) (?:meinem|meiner|unterwegs)(?: .{2,60})? gesendet",
      "(?:diese|die) (?:nachricht|e-mail|mail) wurde (?:von|mit|über)",
      "(?:gesendet|versendet|verschickt) (?:von|mit|über|aus|vom)",
      "(?:\\S{1,14} ){0,3}\\[?outlook (?:for|für|voor|pour|para|per|för|til|dla)(?: systemu)? (?:ios|android|mac|windows)(?: \\S+)?\\]?$",
      "envoyé (?:de|depuis|à partir|avec|via|du)",
      "enviad[oa] (?:desde|con|do|da|de|pelo|com|via|a partir)",
      "inviat[oa] (?:da|dal|dall'|con|tramite)",
      "(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van)",
      "sendt (?:fra|med|via)",
      "skickat (?:från|med|via)",
      "lähetetty",
      "wysłan[eoya] (?:z|za)",
      "отправлено (?:с|из|от)",
      "(?:надіслано|відправлено) (?:з|із|с|від)",
      "(?:odesláno|odoslané) z|posla(?:no|to) (?:s|z|sa)|elküldve",
      "(?:von|mit) \\S{2,20} gesendet$",
      "στάλθηκε από|נשלח מ|(?:أُ?رسلت?|مرسل|تم الإرسال) من",
      "(?:trimis|expediat) (?:de pe|din)",
      "(?:发自|發自|从我的|從我的|我的 iphone|来自我的|發送自|发送自)",
      "(?:获取|取得|下载|下載) ?(?:ios|android) ?版 ?\\[?outlook",
      "virus-free",
    ].join("|") +
    ")",
  "u",
);

/** Japanese, Korean, Turkish and Hungarian put the verb last; such a line is short. */
const CLOSING =
  /(?:から送信(?:されました)?|より送信|에서 보냄|에서 보냈습니다|(?:ios|android) ?版 ?outlook ?を入手|(?:dan|den) gönderildi|(?:ról|ről|val|vel) küldve)[.。]?$/u;
const MAX_WORDS_WITH_CLOSING = 5;

/** Names of devices and mail programs. */
const BRAND =
  /iphon|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|pixel|oneplus|oppo|fairphone|blackberry|nokia|xperia|\bhtc\b|\blg\b|motorola|windows|outlook|yahoo|gmail|\bgmx\b|web\.de|mail\.ru|яндекс|yandex|proton|tutanota|\btuta\b|\bspark\b|superhuman|airmail|bluemail|mailbox\b|k-9|fairemail|thunderbird|\bzoho\b|fastmail|avg\.com|avast|mail orange|shortwave|canary|edison mail|mailspring|telekom mail|手机|手機/u;

/** "my phone" and its like; a phone without an owner could stand in any sentence. */
const OWN_DEVICE =
  /(?: |^)(?:(?:my|a|meine[mr]|mon|mi|mio|meu|mijn|min|mitt|mojego|моего) (?:\S+ )?(?:mobile|mobil\p{L}*|cell|phone|smartphone|handy|tablet|téléphone|portable|m[óo]vil|teléfono|celular|telefon\p{L}*|telefoon)(?: device)?|unterwegs)(?: gesendet)?$|^sent (?:from|via) mobile(?: device)?$/u;

/** An owner's words, after which even an unknown name is a device. */
const OWNED =
  /^(?:sent from my|von meinem .{2,40} gesendet|gesendet von meinem|envoyé de mon|enviado desde mi|enviado do meu|inviato dal mio|verzonden vanaf mijn|verstuurd vanaf mijn|sendt fra min|skickat från min|wysłane z mojego|отправлено с(?: моего)?)(?:[ .]|$)/u;
const MAX_OWNED_WORDS = 7;

/** An unknown program that links to itself. */
const LINKED_PROGRAM = /^sent from \S{2,20}(?: \S{2,20})?\s?<https?:[^\s>]*>$/;

/** Full sentences that programs write; any other sentence is a person's. */
const PROGRAM_SENTENCE =
  /\b(?:excuse|forgive|typos?|brevity)\b|proton ?mail|k-9|fairemail|wurde (?:von|mit)|^enviado a partir do meu smartphone|^virus-free/;
const SENTENCE_END = /[.?!…]$/;

/**
 * Whether a line (given as a probe) is an automatic signature. People write "Sent via WeTransfer
 * yesterday, check your mail." as well, so a brand, an owner or a known sentence is asked for; an
 * unknown device ("Sent from my Wiko RIDGE") must stand as a paragraph of its own.
 */
export function isAutomaticSignature(probe: string, isOwnParagraph: boolean): boolean {
  const plain = probe
    .slice(0, MAX_CHARACTERS * 3)
    .replace(/[<([]?https?:[^\s>)\]]*[>)\]]?/g, "")
    .replace(/^[*_—–<(\s-]+|[*_>)\s]+$/g, "");
  if (plain.length < 5 || plain.length > MAX_CHARACTERS) return false;
  const wordCount = plain.split(" ").length;
  if (CLOSING.test(plain) && wordCount <= MAX_WORDS_WITH_CLOSING) return true;
  if (wordCount > MAX_WORDS || !OPENING.test(plain)) return false;

  const isOwned = OWNED.test(plain) && wordCount <= MAX_OWNED_WORDS;
  const isNamed = BRAND.test(plain) || OWN_DEVICE.test(plain);
  if (SENTENCE_END.test(plain)) return (isOwned && isNamed) || PROGRAM_SENTENCE.test(plain);
  if (LINKED_PROGRAM.test(probe)) return true;
  if (isNamed) return !plain.startsWith("from my") || wordCount <= 4;
  return isOwnParagraph && isOwned && plain.length <= 40;
}
