import { describe, expect, it } from "vitest";
import { quoteIntroAt } from "./quoteIntros";
import { probeOf } from "./replyLine";

function introOf(...lines: string[]) {
  const probes = lines.map(probeOf);
  return quoteIntroAt((offset) => probes[offset] ?? "", { steps: 0 });
}

describe("an introduction is known", () => {
  it.each([
    "On Wed, Mar 4, 2026 at 6:42 PM Ann Weber <ann@x.example> wrote:",
    "On Wed, 4 Mar 2026, 18:42 Ann Weber, <ann@x.example> wrote:",
    "On 4 Mar 2026, at 18:42, Ann Weber wrote:",
    "On 3/4/2026 6:42 PM, Ann Weber via Portal wrote:",
    'At 2026-03-04 18:42:10, "Ann" <ann@x.example> wrote:',
    "Ann Weber <ann@x.example> wrote:",
    "2026-03-04 18:42 GMT+01:00 Ann Weber <ann@x.example>:",
    "Am 04.03.2026 um 18:42 schrieb Ann Weber:",
    "Am Mi., 4. März 2026 um 18:42 Uhr schrieb Ann Weber <ann@x.example>:",
    "Ann Weber <ann@x.example> schrieb am Mi. 4. März 2026 um 18:42:",
    "Ann Weber schrieb am 04.03.2026 um 18:42:",
    "Le 04/03/2026 à 18:42, Ann Weber a écrit :",
    "El 4 mar 2026, a las 18:42, Ann Weber <ann@x.example> escribió:",
    "Il giorno 4 mar 2026, alle ore 18:42, Ann Weber <ann@x.example> ha scritto:",
    "Em 04/03/2026 18:42, Ann Weber escreveu:",
    "Op 4 mrt. 2026 om 18:42 heeft Ann Weber <ann@x.example> het volgende geschreven:",
    "Op 04-03-2026 om 18:42 schreef Ann Weber:",
    "Den 04.03.2026 18:42, skrev Ann Weber:",
    "4. mars 2026 kl. 18:42 skrev Ann Weber <ann@x.example>:",
    "Ann Weber <ann@x.example> kirjoitti 4.3.2026 kello 18.42:",
    "W dniu 04.03.2026 o 18:42, Ann Weber pisze:",
    "st 4. 3. 2026 v 18:42 odesílatel Ann Weber <ann@x.example> napsal:",
    "Ann Weber <ann@x.example> ezt írta (időpont: 2026. márc. 4., Sze, 18:42):",
    "4 марта 2026 г., в 18:42, Ann Weber <ann@x.example> написал(а):",
    "ср, 4 бер. 2026 р. о 18:42 Ann Weber <ann@x.example> пише:",
    "Στις Τετ 4 Μαρ 2026 στις 18:42, ο χρήστης Ann Weber <ann@x.example> έγραψε:",
    "Vào Th 4, 4 thg 3, 2026 vào lúc 18:42 Ann Weber <ann@x.example> đã viết:",
    "Pada tanggal Rab, 4 Mar 2026 pukul 18.42 Ann Weber <ann@x.example> menulis:",
    "2026年3月4日(水) 18:42 Ann Weber <ann@x.example>:",
    "2026/03/04 18:42、Ann Weber <ann@x.example>のメール:",
    "在 2026年3月4日，18:42，Ann Weber <ann@x.example> 写道：",
    "於 2026年3月4日 週三 下午6:42 Ann Weber <ann@x.example> 寫道：",
    "2026년 3월 4일 (수) 오후 6:42, Ann Weber <ann@x.example>님이 작성:",
    "---- On Wed, 04 Mar 2026 18:42:10 +0100 Ann <ann@x.example> wrote ---",
    "On Wed, 14 Nov 2018 08:14:43 -0200 John Doe <john@x.example> wrote",
  ])("%s", (line) => {
    expect(introOf(line)).toMatchObject({ lineCount: 1 });
  });
});

describe("an introduction that programs write above quotes without marks is sure", () => {
  it.each([
    "On Wednesday, March 4, 2026 at 06:42:11 PM GMT+1, Ann Weber <ann@x.example> wrote:",
    "Am Mittwoch, 4. März 2026 um 18:42:11 MEZ hat Ann Weber <ann@x.example> Folgendes geschrieben:",
    "Le mercredi 4 mars 2026 à 18:42:11 UTC+1, Ann Weber <ann@x.example> a écrit :",
    "El miércoles, 4 de marzo de 2026, 18:42:11 CET, Ann Weber <ann@x.example> escribió:",
    "Il mercoledì 4 marzo 2026 alle ore 18:42:11 CET, Ann Weber <ann@x.example> ha scritto:",
    "Op woensdag 4 maart 2026 om 18:42:11 CET schreef Ann Weber <ann@x.example>:",
    "On 2026-03-04 18:42, Ann Weber wrote:",
    "Ann Weber <ann@x.example> wrote:",
    "2026年3月4日(水) 18:42 Ann Weber <ann@x.example>:",
  ])("%s", (line) => {
    expect(introOf(line)).toEqual({ lineCount: 1, isStrong: true });
  });

  it.each([
    "Our accountant is Eve <eve@books.example>, from 1 April 2026:",
    "Ann wrote at 10:30 to <bob@acme.example>:",
    "Invoice 2026-03-04 18:42 to <pay@acme.example>:",
    "Yesterday at 10:30 bob@acme.example wrote:",
    "I asked ann@x.example and on Monday she wrote:",
    "On 4 March 2026 you wrote:",
    "2011/4/7 Nathan <nathan@x.example>",
  ])("what people type as well is not: %s", (line) => {
    expect(introOf(line)?.isStrong).not.toBe(true);
  });
});

describe("an introduction broken over lines", () => {
  it.each([
    [2, ["On Wed, Mar 4, 2026 at 6:42 PM Ann Weber <ann@x.example>", "wrote:"]],
    [2, ["Le mer. 4 mars 2026 à 18:42, Ann <ann@x.example> a", "écrit :"]],
    [2, ["Ann Weber <ann@x.example> schrieb am Mi., 4.", "März 2026 um 18:42 Uhr:"]],
    [3, ["On Wed, Mar 4, 2026", "at 6:42 PM", "Ann Weber wrote:"]],
    [2, ['Am 21.04.2026 17:48 schrieb "Ann" <ann@x.example', ">:"]],
    [2, ["בתאריך יום ד׳, 4 במרץ 2026 ב-18:42 מאת Ann", "<ann@x.example>:"]],
    [2, ["في الأربعاء، ٤ مارس ٢٠٢٦ في ٦:٤٢ م كتب Ann <", "ann@x.example>:"]],
    [2, ["words of no known language 4 3 2026 18:42 Ann <", "ann@x.example>:"]],
    [2, ["2026-03-04 18:42 GMT+01:00 Ann Weber via Portal", "<ann@x.example>:"]],
  ])("is joined over %i lines", (lineCount, lines) => {
    expect(introOf(...lines)).toMatchObject({ lineCount });
  });

  it("is not joined over a blank line, over more than five lines or 420 characters", () => {
    expect(introOf("On Wed, Mar 4, 2026 at 6:42 PM", "", "Ann wrote:")).toBeNull();
    expect(introOf("On 4", "a", "b", "c", "d", "Ann wrote:")).toBeNull();
    expect(introOf(`On 4 ${"a ".repeat(210)}`, "Ann <a@x.example> wrote:")).toBeNull();
  });

  it("does not draw in the typed line above it", () => {
    const intro = "On Wed, 4 Mar 2026 at 18:42, Ann <ann@x.example> wrote:";
    for (const typed of ["On it!", "A", "In 2 hours", "On 4 March we go live.", "4 pieces"]) {
      expect(introOf(typed, intro)).toBeNull();
      expect(introOf(typed, intro.slice(0, 40), intro.slice(40))).toBeNull();
    }
    expect(introOf("On it!", "Ann Weber <ann@x.example> wrote:")).toBeNull();
    expect(introOf("Thanks for the 3 drafts", "Ann <ann@x.example> wrote:")).toBeNull();
  });
});

describe("what people type is no introduction, or an unsure one", () => {
  it.each([
    "On Thursday, I get proper rendering.",
    "On the other hand:",
    "I wrote:",
    "Here is what I wrote:",
    "Am Ende:",
    "The price is 1,200 and Ann wrote about 3 of them",
    "Call me at 18:42:",
    "See https://x.example/on-4-march-ann-wrote",
    "ann@x.example",
    "My address is now: ann@x.example",
    "One outstanding question, number 2:",
  ])("%s", (line) => {
    expect(introOf(line)).toBeNull();
  });

  it("a name and a verb alone need a quote below", () => {
    expect(introOf("Ann Weber wrote:")).toEqual({ lineCount: 1, isStrong: false });
    expect(introOf("Ann Weber schrieb:")).toEqual({ lineCount: 1, isStrong: false });
  });

  it("a sentence with a date and a verb needs a quote below", () => {
    expect(introOf("On 4 March you wrote:")).toEqual({ lineCount: 1, isStrong: false });
    expect(introOf("On Monday at 10:30 we met and he wrote:")?.isStrong).toBe(false);
  });
});
