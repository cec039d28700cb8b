/** The header lines (From, Sent, To, Subject) that programs print above a quote, per language. */

export type HeaderRole = "from" | "date" | "to" | "copy" | "subject";

/** Names per role, in lower case and separated by `|`. */
const NAMES: Readonly<Record<HeaderRole, string>> = {
  from:
    "from|von|de|da|van|fra|från|od|от|від|від кого|absender|expéditeur|remitente|mittente|afzender|" +
    "lähettäjä|feladó|kimden|gönderen|nadawca|από|expeditor|差出人|发件人|寄件者|寄件人|發件人|보낸 사람|" +
    "מאת|من|šalje|saatja|nuo|de la|từ|จาก|dari|از|प्रेषक",
  date:
    "date|sent|datum|gesendet|gesendet am|envoyé|envoyé le|message du|fecha|enviado|enviado el|" +
    "enviado em|enviada em|enviada|data|inviato|verzonden|dato|sendt|skickat|päivämäärä|lähetetty|" +
    "wysłano|wysłane|дата|отправлено|надіслано|odesláno|odoslané|dátum|elküldve|tarih|gönderilme|" +
    "trimis|送信日時|日時|发送时间|日期|时间|傳送時間|寄件日期|보낸 날짜|날짜|" +
    "נשלח|تم الإرسال|تاريخ الإرسال|изпратено|poslano|poslato|saadetud|išsiųsta|enviat|enviat el|" +
    "đã gửi|ส่ง|dikirim|στάλθηκε|ارسال|भेजा गया",
  to:
    "to|an|à|a|para|aan|til|till|do|кому|vastaanottaja|címzett|kime|alıcı|komu|către|destinatario|" +
    "προς|宛先|收件人|收件者|받는 사람|" +
    "אל|إلى|до|prima|za|adressaat|kam|per a|tới|ถึง|kepada|به|प्रति",
  copy: "cc|bcc|ccn|kopie|kopi|kopia|copie|copie à|copia|dw|копия|抄送",
  subject:
    "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|emne|ämne|aihe|temat|тема|předmět|" +
    "predmet|tárgy|konu|subiect|θέμα|件名|主题|主旨|主題|제목|" +
    "נושא|الموضوع|относно|zadeva|teema|tema|subiect|chủ đề|เรื่อง|subjek|perihal|assumpte|موضوع|विषय",
};

const ROLE_OF = new Map<string, HeaderRole>(
  (Object.keys(NAMES) as HeaderRole[]).flatMap((role) =>
    NAMES[role].split("|").map((name): [string, HeaderRole] => [name, role]),
  ),
);

const HEADER_LINE = /^[*_\s]{0,4}(\p{L}[\p{L}\p{M}. ]{0,20}?)[*_\s]{0,4}[:：][*_\s]{0,4}(\S|$)/u;

/** The role of a header line (given as a probe, maybe in `*bold*`), or null for any other line. */
export function headerRoleOf(probe: string): HeaderRole | null {
  const name = HEADER_LINE.exec(probe.slice(0, 60))?.[1];
  return name === undefined ? null : (ROLE_OF.get(name.trim()) ?? null);
}

const BLOCK_LINES = 7;
const BRACKETED_ADDRESS = /<(?:mailto:)?[^\s<>]+@[^\s<>]+>/;

/**
 * Whether the lines that follow are the printed head of an email. "From: Rome / To: Milan / Date:
 * Friday" is something people type, so a subject or an address is asked for.
 *
 * @param probes the first non-empty lines from here on; only the first seven are looked at.
 */
export function startsHeaderBlock(probes: readonly string[]): boolean {
  const first = headerRoleOf(probes[0] ?? "");
  if (first !== "from" && first !== "date") return false;
  const roles = new Set<HeaderRole>();
  let hasAddress = false;
  let hasBracketedAddress = false;
  for (const probe of probes.slice(0, BLOCK_LINES)) {
    const role = headerRoleOf(probe);
    if (role === null) continue;
    roles.add(role);
    hasAddress ||= probe.includes("@");
    hasBracketedAddress ||= BRACKETED_ADDRESS.test(probe.slice(0, 420));
  }
  const isFull = roles.size >= 3 && (roles.has("subject") || hasAddress);
  return isFull || (roles.size >= 2 && hasBracketedAddress);
}
