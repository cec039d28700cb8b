import { describe, expect, it } from "vitest";
import { separateGluedIntros } from "./gluedIntros";
import { plainLines } from "./replyLine";

function partsOf(text: string): string[] {
  return separateGluedIntros(plainLines(text), { steps: 0 }).map((line) => line.text);
}

const INTRO = "On Wed, 4 Mar 2026 at 18:42, Ann Weber <ann@x.example> wrote:";

describe("an introduction on the line of typed words", () => {
  it.each(["Yes.", "See you at 5.", "On it!", "yes---", "3 of them, at 4 euros"])(
    "gets a line of its own after: %s",
    (typed) => {
      expect(partsOf(`${typed} ${INTRO}`)).toEqual([typed, INTRO]);
    },
  );

  it("gets one without a year, too, where a quote follows", () => {
    expect(partsOf("Yes On 4 March at 18:42, bob@x.example wrote:\n> q")).toEqual([
      "Yes",
      "On 4 March at 18:42, bob@x.example wrote:",
      "> q",
    ]);
  });

  it.each([
    INTRO,
    "On Wed, 4 Mar at 18:42, Ann Weber wrote:",
    "Thu, Jun 26, 2026 at 2:14 PM Ann <ann@x.example> wrote:",
    "Ann Weber <ann@x.example> schrieb am Mi. 4. März 2026 um 18:42:",
    "---- On Wed, 04 Mar 2026 18:42:10 +0100 Ann <ann@x.example> wrote ---",
    `> ${INTRO}`,
    "Please call me at 5 and bring the following:",
    "I read what you on 4 March 2026 wrote",
  ])("is not looked for in: %s", (line) => {
    expect(partsOf(`${line}\n> q`)).toEqual([line, "> q"]);
  });

  it("without a quote below, a typed sentence stays one line", () => {
    expect(partsOf("Tell me at 3 what he wrote:\nfirst")).toEqual([
      "Tell me at 3 what he wrote:",
      "first",
    ]);
  });
});
