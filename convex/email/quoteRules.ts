/** Rules such as "-----Original Message-----" that programs put above a quoted or forwarded email. */

const ORIGINAL = new Set(
  (
    "mail original|ursprüngliche mail|original message|original e-mail|original email|original appointment|reply message|" +
    "ursprüngliche nachricht|originalnachricht|original-nachricht|urspr. nachricht|" +
    "ursprüngliche e-mail|originalmail|message d'origine|message original|message initial|" +
    "message d’origine|mensaje original|messaggio originale|messaggio originario|" +
    "mensagem original|oorspronkelijk bericht|origineel bericht|oprindelig meddelelse|" +
    "oprindelig besked|original meddelelse|original besked|opprinnelig melding|" +
    "opprinnelig e-post|original melding|ursprungligt meddelande|originalmeddelande|" +
    "ursprungsmeddelande|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|" +
    "исходное сообщение|оригинальное сообщение|исходное письмо|вихідне повідомлення|" +
    "původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|mesajul original|" +
    "mesaj original|orijinal mesaj|özgün ileti|missatge original|αρχικό μήνυμα|원본 메시지|원본 메일|" +
    "原始邮件|原始郵件|原始信件|元のメッセージ|tin nhắn gốc"
  ).split("|"),
);

const FORWARDED = new Set(
  (
    "forwarded message|forwarded email|forwarded mail|weitergeleitete nachricht|" +
    "weitergeleitete e-mail|message transféré|message réexpédié|mensaje reenviado|" +
    "messaggio inoltrato|mensagem encaminhada|mensagem reencaminhada|doorgestuurd bericht|" +
    "videresendt besked|videresendt meddelelse|videresendt melding|videresendt e-post|" +
    "vidarebefordrat meddelande|vidarebefordrat mail|välitetty viesti|" +
    "edelleenlähetetty viesti|przekazana wiadomość|wiadomość przekazana dalej|" +
    "пересылаемое сообщение|переслане повідомлення|přeposlaná zpráva|preposlaná správa|" +
    "továbbított üzenet|mesaj redirecționat|iletilmiş mesaj|yönlendirilen ileti|" +
    "missatge reenviat|转发的邮件|转发邮件|轉寄的郵件|轉寄郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|προωθημένο μήνυμα"
  ).split("|"),
);

/** What Apple Mail writes, without dashes but with a colon. */
const FORWARD_OPENINGS = new Set(
  (
    "begin forwarded message|anfang der weitergeleiteten nachricht|" +
    "anfang der weitergeleiteten e-mail|début du message réexpédié|" +
    "début du message transféré|inicio del mensaje reenviado|inizio messaggio inoltrato|" +
    "início da mensagem encaminhada|início da mensagem reencaminhada|" +
    "begin doorgestuurd bericht|start på videresendt besked|start på videresendt melding|" +
    "vidarebefordrat brev|vidarebefordrat mail|начало переадресованного письма|" +
    "начало переадресованного сообщения|początek przekazywanej wiadomości|" +
    "välitetty viesti alkaa|下面是被转发的邮件|以下是轉寄的郵件|転送されたメッセージ"
  ).split("|"),
);

const DASHED = /^[-_=~–—*]{2,}\s?([^-_=~–—*].{1,58}?)\s?[-_=~–—*:：]*$/;
const REPLY_ABOVE =
  /^[^\p{L}]*(?:please )?(?:type |write |enter )?(?:your )?reply above this line[^\p{L}]*$/u;

/**
 * Tells what a line (given as a probe) announces, or null where it announces nothing.
 * `unknownRule` is a dashed line in words that are not known here: only a printed mail head below it
 * makes it a rule, since people also write headings between dashes.
 */
export function quoteRuleOf(probe: string): "originalRule" | "forwardRule" | "unknownRule" | null {
  if (probe.length < 6 || probe.length > 160) return null;
  if (FORWARD_OPENINGS.has(probe.replace(/\s?[:：]$/, ""))) return "forwardRule";
  if (REPLY_ABOVE.test(probe)) return "originalRule";
  const words = DASHED.exec(probe)?.[1]?.trim();
  if (words === undefined) return null;
  if (ORIGINAL.has(words)) return "originalRule";
  if (FORWARDED.has(words) || words.startsWith("forwarded by ")) return "forwardRule";
  return /^-{4,}/.test(probe) && /-{4,}$/.test(probe) ? "unknownRule" : null;
}

/** Whether a line (given as a probe) is drawn, not written. */
export function isDrawnRule(probe: string): boolean {
  return probe.length <= 200 && /^[-_=~*#+–—]{3,}$/.test(probe);
}
