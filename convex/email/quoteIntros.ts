/**
 * The line(s) with which a mail program introduces a quote, in the languages of the usual programs:
 * "On Wed, 4 Mar 2026 at 18:42, Ann <ann@x> wrote:". Programs break them over up to five lines.
 */
import { matches, type StepCounter } from "./replyLine";

const MAX_INTRO_LINES = 5;
const MAX_INTRO_CHARACTERS = 420;

/** Words on which an introduction ends, before its colon. */
const CLOSING_WORDS =
  /(?:^|[\s,)>」】"'])(?:wrote|writes|schrieb|schrieb mir|geschrieben|a écrit|a ecrit|écrit|escribió|escribio|ha escrito|va escriure|escribiu|ha scritto|scrive|escreveu|schreef|geschreven|skrev|skreif|kirjoitti|napisał\(a\)|napisała|napisał|napisał\/a|pisze|napsal\(a\)|napsala|napsal|napísal\(a\)|napísala|napísal|írta|a scris|yazdı|şunu yazdı|έγραψε|написал\(а\)|написала|написал|пишет|написав\(ла\)|написав|пише|написа|je napisao\/la|je napisao|je napisala|napisao|napisala|kirjutas|rakstīja|rašė|đã viết|menulis|menulis sbb|כתב\/ה|כתב|כתבה|كتب|نوشت|ने लिखा|เขียนว่า)$|(?:写道|寫道|のメッセージ|は書きました|が書きました|書きました|님이 작성|작성|썼습니다)$/u;

/** First words of an introduction whose verb stands before the sender's name. */
const VERB_INSIDE: readonly (readonly [start: RegExp, verb: RegExp])[] = [
  [/^(?:am|den|um|\d)/, /\bschrieb\b/],
  [/^(?:op|\d|(?:ma|di|wo|do|vr|za|zo)\b)/, /\b(?:schreef|geschreven)\b/],
  [
    /^(?:den|på|d\.|\d|(?:man|tir|tis|ons|tor|fre|lør|lör|søn|sön)\p{L}*\b)/u,
    /(?:^|\s)(?:skrev|skreiv)\b/,
  ],
  [/^(?:le|\d)/, /\ba écrit\b/],
];

/** "Ann Weber schrieb am 04.03.2026 um 18:42:" and its like: verb, then date, then colon. */
const NAME_FIRST =
  /^\S.{0,120}\s(?:schrieb am|schreef op|skrev den|a écrit le|escribió el|ha scritto il|escreveu em|wrote on|wrote at)\s/u;

/** First words after which an introduction may go on over several lines. */
const OPENING_WORDS =
  /^(?:on|at|in|am|den|le|el|il|em|op|på|kl|w dniu|dnia|dne|dňa|la|a|à|no dia|el dia|el día|в|у|во|на|вт|пн|ср|чт|пт|сб|вс|нд|στις|vào|pada|în|tarih|at|în|kuupäev|dana|בתאריך|في|در تاریخ|在|于|於)(?=[\s,.:]|$)|^[-\s]*\d|^\p{L}{2,12}[.,]{0,2}\s+\d|^(?:---- )?(?:on|am) /u;

/** "Ann Weber wrote:" without date or address: two to five words, the first not a pronoun or the like. */
const NAMED_ONLY =
  /^(?!(?:i|you|we|he|she|they|as|what|here|who|ich|du|sie|er|wir|wie|was|je|j'|tu|vous|il|elle|nous|on|yo|él|ella|lei|lui|ik|jij|hij|zij|jag|du|han|hon|jeg|я|вы|он|она|ты|мы)[\s'])\S+(?: \S+){1,4}$/u;

const ADDRESS = /[^\s<>()[\]"]@[^\s<>()[\]"]/;
const BRACKETED_ADDRESS = /[<(]\s?(?:mailto:)?[^\s<>()@]+@[^\s<>()@]+\s?[>)]/;
/** In any language: an address that goes on in the next line. */
const BROKEN_ADDRESS = /<[^\s<>]{0,70}$/;
const YEAR = /(?:^|\D)(?:19|20)\d\d(?:\D|$)/;
const CLOCK = /\d{1,2}\s?[:.h]\s?\d\d(?:\D|$)/;
/** Where no verb follows the address; "Invoice 2026-03-04 18:42 <pay@x>:" is typed. */
const DATE_FIRST = /^(?:\d|בתאריך|في)/;
const CLOSING_COLON = /(?:[:：]|---)$/;

/** An introduction that was found. */
export interface QuoteIntro {
  /** How many lines it takes. */
  lineCount: number;
  /** Hardly anybody types it: sure enough to cut what follows without `>` marks. */
  isStrong: boolean;
}

/**
 * Looks for an introduction that begins at one line.
 *
 * @param probeAt the probe of the line so far below the first one (0 is the first); "" ends the
 *   paragraph, and so the introduction.
 */
export function quoteIntroAt(
  probeAt: (offset: number) => string,
  counter: StepCounter,
): QuoteIntro | null {
  let joined = "";
  for (let lineCount = 1; lineCount <= MAX_INTRO_LINES; lineCount++) {
    const probe = probeAt(lineCount - 1);
    if (probe === "") return null;
    joined = joined === "" ? probe : `${joined} ${probe}`;
    if (joined.length > MAX_INTRO_CHARACTERS) return null;
    const strength = strengthOf(joined, counter);
    if (strength !== null) {
      const isLater = startsLater(probeAt, lineCount, counter);
      return isLater ? null : { lineCount, isStrong: strength === "strong" };
    }
    if (lineCount === 1 && !mayGoOn(probe, counter)) return null;
  }
  return null;
}

/** Whether a line can be the first of a broken introduction: "On Wed, 4 Mar" or "Ann <ann@x> schrieb". */
function mayGoOn(probe: string, counter: StepCounter): boolean {
  const isDated = /\d/.test(probe) && matches(OPENING_WORDS, probe, counter);
  if (isDated || matches(BRACKETED_ADDRESS, probe, counter)) return true;
  return BROKEN_ADDRESS.test(probe.slice(-80)) && YEAR.test(probe) && CLOCK.test(probe);
}

/**
 * Whether one of the later lines begins a dated introduction by itself: then the first line was typed
 * right above it ("On it, by 4 pm!"), and must not be drawn in.
 */
function startsLater(
  probeAt: (offset: number) => string,
  lineCount: number,
  counter: StepCounter,
): boolean {
  for (let first = 1; first < lineCount; first++) {
    const rest = Array.from({ length: lineCount - first }, (_, i) => probeAt(first + i)).join(" ");
    const isDated = YEAR.test(rest) && matches(OPENING_WORDS, rest, counter);
    if (isDated && strengthOf(rest, counter) !== null) return true;
  }
  return false;
}

/** Whether a line that the HTML marks as an introduction also reads like one. */
export function confirmsIntro(probe: string): boolean {
  return CLOSING_COLON.test(probe) || ADDRESS.test(probe);
}

/**
 * How sure it is that a line introduces a quote; null where it does not. People write "On Monday he
 * wrote:" and "Our accountant is Eve <eve@x>, from April 2026:", so a strong one has a verb
 * at its end with a bracketed address or with date and time, a verb inside with year and address, or
 * begins with its date and ends with the address.
 */
function strengthOf(joined: string, counter: StepCounter): "strong" | "weak" | null {
  counter.steps += joined.length;
  const body = joined.replace(/[\s:：*_-]{1,12}$/, "");
  const hasClosingVerb = CLOSING_WORDS.test(body.slice(-24));
  const hasVerb = hasClosingVerb || hasInnerVerb(body);
  const hasAddress = BRACKETED_ADDRESS.test(body);
  const isDated = YEAR.test(body) || CLOCK.test(body);
  const isFullyDated = YEAR.test(body) && CLOCK.test(body);
  if (!CLOSING_COLON.test(joined.slice(-4))) {
    if (hasClosingVerb && hasAddress && isDated) return "strong";
    return hasAddress && YEAR.test(body) && /^\d/.test(body) && body.endsWith(">") ? "weak" : null;
  }
  const namesSomething = ADDRESS.test(body) || /\d/.test(body);
  if (hasClosingVerb && (hasAddress || isFullyDated)) return "strong";
  if (hasVerb && (isFullyDated || (hasAddress && YEAR.test(body)))) return "strong";
  if (hasVerb) return namesSomething || NAMED_ONLY.test(body) ? "weak" : null;
  if (!hasAddress || !isDated) return null;
  const isDateToAddress = DATE_FIRST.test(body) && /[>)](?:のメール)?$/.test(body);
  return isFullyDated && isDateToAddress ? "strong" : "weak";
}

function hasInnerVerb(body: string): boolean {
  const hasBoth = VERB_INSIDE.some(([start, verb]) => start.test(body) && verb.test(body));
  return hasBoth || NAME_FIRST.test(body);
}
