import { describe, expect, it } from "vitest";
import { extractReply } from "./replyText";

function visibleOf(...lines: string[]): string {
  return extractReply({ text: lines.join("\n"), html: null, subject: "Re: a" }).visible;
}

const NOTICE =
  "This e-mail is confidential. If you are not the intended recipient, please delete it and tell us.";
const INTRO = "On Wed, 4 Mar 2026 at 18:42, Ann <ann@x.example> wrote:";

describe("a company's notice is not what was typed", () => {
  it.each([
    NOTICE,
    `*** ${NOTICE} ***`,
    `CONFIDENTIALITY NOTICE: ${NOTICE}`,
    "The information contained in this message is privileged. Notify the sender if you received it in error.",
    "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie bitte.",
    "Ce message est confidentiel. Si vous n'en êtes pas le destinataire, merci de le supprimer et de nous avertir.",
    "Este mensaje es confidencial. Si lo ha recibido por error, le rogamos que lo elimine y avise al remitente.",
    "Questo messaggio contiene informazioni riservate. Se l'avete ricevuto per errore, vi preghiamo di eliminarlo.",
    "Esta mensagem é confidencial. Se a recebeu por erro, por favor apague a mensagem e avise o remetente dela.",
    "Dit bericht is vertrouwelijk. Bent u niet de geadresseerde, verwijder het dan en waarschuw de afzender ervan.",
    "Это сообщение является конфиденциальным. Если вы получили его по ошибке, просим удалить его и сообщить нам.",
    "Please consider the environment before printing this email.",
  ])("%s", (notice) => {
    expect(visibleOf("Yes.", "", notice)).toBe("Yes.");
  });

  it("whether it stands above a quote, below it, or right below the name", () => {
    expect(visibleOf("Yes.", "Bob", NOTICE, "", INTRO, "> a")).toBe("Yes.\nBob");
    expect(visibleOf("Yes.", "", INTRO, "> a", "", "_____", NOTICE)).toBe("Yes.");
    expect(visibleOf("Yes.", "", ...wrapped(NOTICE), "", INTRO, "> a")).toBe("Yes.");
  });

  it("nor are several, one below the other", () => {
    expect(visibleOf("Yes.", "", NOTICE, "", `Notice: ${NOTICE}`, "", NOTICE)).toContain("Yes.");
    expect(visibleOf("Yes.", "", NOTICE, "", NOTICE)).toBe("Yes.");
  });
});

describe("what somebody types about secrets stays", () => {
  it("when it stands alone, is announced by a colon, or goes on below", () => {
    expect(visibleOf(NOTICE, "", INTRO, "> Which notice?")).toBe(NOTICE);
    expect(visibleOf("For the footer:", "", NOTICE)).toBe(`For the footer:\n\n${NOTICE}`);
    expect(visibleOf("See", "", NOTICE, "", "Is that right?")).toContain(NOTICE);
    expect(visibleOf("See", NOTICE, "Is that right?")).toBe(`See\n${NOTICE}\nIs that right?`);
  });

  it("when it is an answer between quotes", () => {
    const lines = ["> Open?", "From 9.", "> Which notice?", NOTICE, "> And the name?", "Bob Ltd"];
    expect(visibleOf(INTRO, ...lines)).toBe(lines.join("\n"));
  });

  it.each([
    "This email is confidential, so please delete it.",
    "Please delete the draft that I sent in error; the confidential one for the intended recipient follows.",
    "This message is for everybody on the team: the launch is on Monday, and the party is on the evening before.",
  ])("when it does not read like one: %s", (typed) => {
    expect(visibleOf("Hi,", "", typed)).toBe(`Hi,\n\n${typed}`);
  });
});

function wrapped(text: string): string[] {
  return [text.slice(0, 40).trimEnd(), text.slice(40).trimStart()];
}
