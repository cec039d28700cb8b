/** Legal notices that companies put below every email: whoever answers typed none of it. */
import {
  isQuotation,
  matches,
  probeOf,
  type LineKind,
  type SourceLine,
  type StepCounter,
} from "./replyLine";

/** Shorter ones are as likely a person's own request for discretion. */
const MIN_CHARACTERS = 80;
const MAX_CHARACTERS = 6_000;
/** From the end; with more parts than that between quotes, an email has worse problems. */
const MAX_PARAGRAPHS = 200;
/** A longer paragraph is no notice. */
const MAX_PARAGRAPH_LINES = 500;

/** What a notice begins with, which is always about "this email". */
const OPENING = new RegExp(
  "^[^\\p{L}]{0,12}(?:" +
    [
      "(?:the (?:information|contents?)(?: contained)? (?:in|of) )?this (?:e-?mail|message|communication|transmission|electronic)",
      "confidentiality (?:notice|note|statement)|disclaimer\\s?[:：]|(?:legal|important) (?:notice|disclaimer)",
      "diese (?:e-?mail|nachricht|mitteilung)|(?:der inhalt|die informationen in) dieser|vertraulichkeitshinweis",
      "ce (?:message|courriel|courrier|mail|e-?mail)|cet e-?mail|les informations contenues|avis de confidentialité",
      "este (?:mensaje|correo|e-?mail)|la información contenida|aviso (?:legal|de confidencialidade?)",
      "est[ae] (?:mensagem|e-?mail)|as? informaç(?:ão|ões) contidas?",
      "quest[oa] (?:messaggio|e-?mail)|(?:il|la) presente|le informazioni contenute|avviso di riservatezza",
      "dit (?:e-?mail)?bericht|deze e-?mail|de (?:inhoud|informatie) (?:van|in)",
      "denne (?:e-?mail|e-?post|meddelelse|melding)|detta (?:e-?post|mail|meddelande)|det här (?:e-?post|mejl|meddelande)",
      "tämä (?:sähköposti|viesti)|(?:ta|niniejsza) wiadomość|treść (?:tej|niniejszej)|tato zpráva|tento e-?mail",
      "(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)|(?:це|дане) (?:електронне )?повідомлення",
      "bu (?:e-?posta|mesaj|elektronik)|το παρόν|αυτό το (?:μήνυμα|e-?mail)",
      "[本此](?:邮件|郵件|電子郵件)|(?:この|本)(?:電子)?メール|[이본] (?:메일|이메일|전자우편)",
    ].join("|") +
    ")",
  "u",
);

/** What a notice says: that it is secret, for whom, what a mistake is, and what to do then. */
const SIGNALS = [
  /confiden|privileged|vertraulich|riservat|vertrouwelijk|fortrolig|konfident|luottamuksell|poufn|důvěrn|конф[иі]денц|gizli|εμπιστευτικ|机密|機密|保密|기밀/,
  /intended (?:recipient|solely|only|for)|addressee|to whom (?:it is|they are) addressed|adressat|empfänger|destinat|geadresseerde|ontvanger|modtager|mottaker|mottagare|vastaanottaja|adresat|příjemce|адресат|получател|одержувач|alıcı|παραλήπτη|收件人|受信者|宛先|수신/,
  /in error|by mistake|irrtümlich|versehentlich|par erreur|por erro|per errore|vergissing|onterecht|ten onrechte|ved en (?:fejl|feil)|av misstag|erehdy|omyłk|omylem|ошибк|помилк|yanlışlıkla|εκ παραδρομής|误收|誤って|誤送|잘못/,
  /delet|destroy|notify|löschen|vernichten|informieren|supprim|détrui|avis|elimin|borr|apag|cancell|distrug|verwijder|slet|rader|poista|usuń|usuni|smaž|удал|видал|sil|διαγρά|删除|刪除|削除|삭제/,
];
const SIGNALS_NEEDED = 3;

const PRINTING_ADVICE =
  /^[^\p{L}]{0,12}(?:please )?(?:consider|think (?:of|about)|save) the environment|^[^\p{L}]{0,12}(?:bitte )?(?:denken sie an die umwelt|prüfen sie der umwelt)|^[^\p{L}]{0,12}pensez à l.environnement/u;

/**
 * Turns the notices at the end of a typed part into `signature`: the last paragraphs above a quote,
 * and the last of the email. One that stands alone stays, and so does one that a line with a colon
 * announces ("Please put this on the page:"): somebody sends it as text.
 */
export function settleDisclaimers(
  lines: readonly SourceLine[],
  kinds: LineKind[],
  counter: StepCounter,
): void {
  const firstTyped = kinds.indexOf("text");
  let isTypedBelow = false;
  let isQuoteBelow = false;
  let paragraphs = 0;
  for (let end = kinds.length; end > firstTyped + 1; end--) {
    const kind = kinds[end - 1] ?? "empty";
    if (isQuotation(kind)) [isTypedBelow, isQuoteBelow] = [false, true];
    if (kind !== "text") continue;
    if (++paragraphs > MAX_PARAGRAPHS) return;
    const begin = paragraphStart(kinds, end);
    const start = isTypedBelow ? null : noticeStart(lines.slice(begin, end), counter);
    const notice = begin + (start ?? 0);
    const mayStandApart = !isQuoteBelow && notice > firstTyped;
    if (start !== null && isBelowTyped(lines, kinds, notice, mayStandApart)) {
      kinds.fill("signature", notice, end);
    }
    isTypedBelow = kinds[begin] === "text";
    end = begin + 1;
  }
}

function paragraphStart(kinds: readonly LineKind[], end: number): number {
  let begin = end - 1;
  while (begin > 0 && kinds[begin - 1] === "text") begin--;
  return begin;
}

/** The line of a paragraph with which a notice begins that goes on to its end; null without one. */
function noticeStart(paragraph: readonly SourceLine[], counter: StepCounter): number | null {
  if (paragraph.length > MAX_PARAGRAPH_LINES) return null;
  const probes = paragraph.map(({ text }) => probeOf(text));
  const start = probes.findIndex(
    (probe) =>
      matches(OPENING, probe.slice(0, 120), counter) ||
      matches(PRINTING_ADVICE, probe.slice(0, 120), counter),
  );
  if (start === -1) return null;
  const notice = probes.slice(start);
  return isOneText(notice, counter) && isNotice(notice.join(" "), counter) ? start : null;
}

/** A typed sentence may follow on the next line: what begins after a full stop must be of the kind. */
function isOneText(probes: readonly string[], counter: StepCounter): boolean {
  return probes.every((probe, i) => {
    const startsSentence = i > 0 && /[.!?…]$/.test(probes[i - 1] ?? "");
    return !startsSentence || SIGNALS.some((signal) => matches(signal, probe, counter));
  });
}

function isNotice(notice: string, counter: StepCounter): boolean {
  if (notice.length > MAX_CHARACTERS) return false;
  if (notice.length < 2 * MIN_CHARACTERS && PRINTING_ADVICE.test(notice)) return true;
  const signals = SIGNALS.filter((signal) => matches(signal, notice, counter));
  return notice.length >= MIN_CHARACTERS && signals.length >= SIGNALS_NEEDED;
}

/**
 * Whether typed text that does not announce it stands above a notice. Between quotes it must stand
 * right above: there the notice could be an answer of its own.
 */
function isBelowTyped(
  lines: readonly SourceLine[],
  kinds: readonly LineKind[],
  start: number,
  mayStandApart: boolean,
): boolean {
  let above = start - 1;
  while (kinds[above] === "empty" || kinds[above] === "drawnRule") above--;
  if (kinds[above] !== "text") return mayStandApart;
  return !/[:：]\s*$/.test(lines[above]?.text.slice(-4) ?? "");
}
