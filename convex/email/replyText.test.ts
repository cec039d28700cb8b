import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_HTML_CHARACTERS, MAX_TEXT_CHARACTERS, extractReply } from "./replyText";

function fromText(text: string, subject: string | null = "Re: New messages in Website") {
  return extractReply({ text, html: null, subject });
}

function fromHtml(html: string, text: string | null = null) {
  return extractReply({ text, html, subject: "Re: New messages in Website" });
}

const INTRO = "On Wed, 4 Mar 2026 at 18:42, Ann Weber <ann@x.example> wrote:";
const GMAIL_QUOTE = `<div class="gmail_quote"><div class="gmail_attr">${INTRO.replace("<", "&lt;")}</div><blockquote class="gmail_quote">quoted</blockquote></div>`;

describe("what is set apart stays readable", () => {
  it("the quote and its introduction are elided in their order", () => {
    expect(fromText(`Yes\n\n${INTRO}\n> a\n>\n> b\n`)).toEqual({
      visible: "Yes",
      elided: `${INTRO}\n> a\n>\n> b`,
      kind: "reply",
    });
  });

  it("signatures and placeholders are elided, too", () => {
    const { visible, elided } = fromText("Yes\n[image: a.png]\n\n-- \nBob\nSent from my iPhone");
    expect(visible).toBe("Yes");
    expect(elided.split("\n")).toEqual(["[image: a.png]", "", "--", "Bob", "Sent from my iPhone"]);
  });

  it("an email of nothing but a quote is empty, with the quote elided", () => {
    expect(fromText(`${INTRO}\n> a`)).toEqual({
      visible: "",
      elided: `${INTRO}\n> a`,
      kind: "empty",
    });
    expect(extractReply({ text: null, html: null, subject: null }).kind).toBe("empty");
  });
});

describe("layout", () => {
  it("single line breaks, indentation and one blank line in a row stay", () => {
    expect(fromText("\n a\n  b\n\n\n\nc  \n\n").visible).toBe(" a\n  b\n\nc");
    expect(fromHtml("<div>a</div><div><br></div><div><br></div><div>b<br>c</div>").visible).toBe(
      "a\n\nb\nc",
    );
  });
});

describe("text or HTML", () => {
  it("HTML wins where the words are the same: its paragraphs are whole", () => {
    expect(fromHtml("<p>one two</p>", "one\ntwo").visible).toBe("one two");
  });

  it("HTML wins where a program marked the quote", () => {
    expect(
      fromHtml(`<div>typed</div>${GMAIL_QUOTE}`, "typed\n\nquoted without marks").visible,
    ).toBe("typed");
  });

  it("text wins where HTML has no known mark and the words differ", () => {
    expect(
      fromHtml("<div>typed</div><div>quoted</div>", `typed\n\n${INTRO}\n> quoted`).visible,
    ).toBe("typed");
  });

  it("text wins where it alone kept the answers between quotes", () => {
    const text = `See below\n\n${INTRO}\n> a\n\none\n\n> b\n\ntwo`;
    const html = '<div>See below</div><div class="yahoo_quoted">a<br>one<br>b<br>two</div>';
    expect(fromHtml(html, text).visible).toBe("See below\n\n> a\n\none\n\n> b\n\ntwo");
  });

  it("an empty part gives way to the other", () => {
    expect(fromHtml("<p>a</p>", " \n").visible).toBe("a");
    expect(fromHtml("<p> </p>", "a").visible).toBe("a");
    expect(fromHtml("", "a").visible).toBe("a");
  });

  it("text that a program hid in its signature element is saved by the text part, a name is not", () => {
    const html = `<div id="Signature">typed here</div>${GMAIL_QUOTE}`;
    expect(fromHtml(html, `typed here\n\n${INTRO}\n> quoted`).kind).toBe("empty");
    const halfMarked = `<div id="Signature">Bob</div>${GMAIL_QUOTE.replace("quoted", "typed here")}`;
    expect(fromHtml(halfMarked, `typed here\nBob\n\n${INTRO}\n> quoted`).visible).toBe(
      "typed here\nBob",
    );
  });
});

describe("a typed mark or divider", () => {
  it("`>` outside the marked quote of HTML is typed, in bare HTML text it quotes", () => {
    expect(fromHtml(`<div>&gt; 5 pieces</div>${GMAIL_QUOTE}`).visible).toBe("> 5 pieces");
    expect(fromHtml(`typed<br><br>${INTRO.replace("<", "&lt;")}<br>&gt; quoted`).visible).toBe(
      "typed",
    );
  });

  it("`--` with a blank line below or a long text divides, with a name below it signs", () => {
    expect(fromText("a\n\n--\n\nb").visible).toBe("a\n\n--\n\nb");
    expect(fromText(`a\n--\n${"b ".repeat(500)}`).visible).toContain("b b");
    expect(fromText("a\n--\nBob\nAcme").visible).toBe("a");
  });

  it("a drawn rule between typed lines stays, above a quote it goes", () => {
    expect(fromText("a\n*****\nb").visible).toBe("a\n*****\nb");
    expect(fromText(`a\n_______\n${INTRO}\n> q`).visible).toBe("a");
  });
});

describe("forwards", () => {
  it("are kept whole by their subject, without the sender's signature", () => {
    for (const subject of [
      "Fwd: a",
      "FW: a",
      "WG: a",
      "TR: a",
      "RV: a",
      "ENC: a",
      "I: a",
      "fw : a",
    ]) {
      const reply = fromText(
        "Look\n\n-- \nBob\n\n---------- Forwarded message ---------\nFrom: x\n\n> y",
        subject,
      );
      expect(reply.kind).toBe("forward");
      expect(reply.visible).toBe("Look\n\n---------- Forwarded message ---------\nFrom: x\n\n> y");
    }
  });

  it("are cut below a comment when the subject does not say so", () => {
    for (const subject of ["Re: Fwd: a", "AW: WG: a", "Forward planning: a", "VS: a", "a", null]) {
      const reply = fromText(
        "Look\n\n---------- Forwarded message ---------\nFrom: x\n\ny",
        subject,
      );
      expect(reply).toMatchObject({ visible: "Look", kind: "reply" });
    }
  });

  it("without a comment are the message, whatever the subject", () => {
    const reply = fromText("---------- Forwarded message ---------\nFrom: x\n\ny");
    expect(reply.kind).toBe("forward");
    expect(reply.visible).toContain("y");
  });
});

describe("beyond the limits nothing vanishes", () => {
  it("text after 256 K characters is elided", () => {
    const line = "word ".repeat(19) + "end.\n";
    const text = line.repeat(Math.ceil(MAX_TEXT_CHARACTERS / line.length)) + "the very last words";
    const { visible, elided } = fromText(text);
    expect(visible.length).toBeLessThanOrEqual(MAX_TEXT_CHARACTERS);
    expect(elided.endsWith("the very last words")).toBe(true);
  });

  it("HTML after 1 M characters is elided without its tags, unless there is a text part", () => {
    const html = `<p>first</p>${"<p>filler words</p>".repeat(MAX_HTML_CHARACTERS / 15)}<p>last</p>`;
    const reply = fromHtml(html);
    expect(reply.visible.startsWith("first")).toBe(true);
    expect(reply.elided.endsWith("last")).toBe(true);
    expect(reply.elided).not.toContain("<p>");
    expect(fromHtml(html, "first and last").visible).toBe("first and last");
  });

  it("HTML after 120,000 tags is elided without its tags", () => {
    const reply = fromHtml(`<p>first</p>${"<b>".repeat(120_001)}<i>the end</i>`);
    expect(reply).toMatchObject({ visible: "first", elided: "the end" });
  });

  it("a picture inside the HTML does not use up the limit", () => {
    const picture = `<img src="data:image/png;base64,${"A".repeat(2 * MAX_HTML_CHARACTERS)}">`;
    expect(fromHtml(`${picture}<p>typed</p>`)).toEqual({
      visible: "typed",
      elided: "",
      kind: "reply",
    });
  });

  it("an answer below 3,500 quoted lines is found", () => {
    const quote = "> quoted line\n".repeat(3_500);
    expect(fromText(`${INTRO}\n${quote}\nmy answer`).visible).toBe("my answer");
  });

  it("a line after the first 3,000 is told apart by its mark alone", () => {
    const end = "last\n\nSent from my iPhone\n> quoted";
    expect(fromText("typed\n".repeat(2_990) + end).visible.endsWith("last")).toBe(true);
    expect(fromText("typed\n".repeat(3_000) + end).visible.endsWith("my iPhone")).toBe(true);
  });

  it("a line above 2,000 characters is text, or quote by its mark", () => {
    const long = "x".repeat(2_001);
    expect(fromText(`${long}\n\n${INTRO}\n> ${long}`).visible).toBe(long);
  });
});

/** Words that programs use, too, so that typed lines come close to what is cut. */
const WORDS = [
  ...[
    "On",
    "wrote",
    "Am",
    "schrieb",
    "Le",
    "From",
    "Sent",
    "To",
    "Subject",
    "my",
    "iPhone",
    "4 March",
  ],
  ...[
    "2026",
    "18:42",
    "ann@x.example",
    "Original",
    "Message",
    "forwarded",
    "Date",
    "via",
    "Outlook",
  ],
  ...[
    "--",
    "-",
    "*",
    "Von",
    "Gesendet",
    "Re",
    "the",
    "colour",
    "is",
    "fine",
    "(ok)",
    "ça",
    "да",
    "了解",
  ],
];
const typedLine = fc
  .tuple(
    fc.constantFrom("I", "On", "In", "A", "Am", "Le", "La", "Op", "4", "On it:", "Ann"),
    fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }),
  )
  .map(([first, words]) => `${first} ${words.join(" ")}.`);
const typed = fc.array(typedLine, { minLength: 1, maxLength: 6 });
const quoted = fc
  .array(fc.constantFrom("> a", "> On 4 March 2026 he wrote:", ">> b", ">", "> -- "), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) => [...lines, "> z"]);

/** Fails unless the typed lines stand in `visible` in their order. */
function expectTyped(visible: string, lines: readonly string[]) {
  const kept = visible.split("\n").filter((line) => line !== "" && !line.startsWith(">"));
  expect(kept).toEqual(lines);
}

describe("no typed line is ever lost", () => {
  it("above a quote, with or without a blank line", () => {
    fc.assert(
      fc.property(typed, quoted, fc.constantFrom([], [""]), (lines, quote, blank) => {
        const { visible } = fromText([...lines, ...blank, INTRO, ...quote].join("\n"));
        expectTyped(visible, lines);
        expect(visible).not.toContain("> z");
      }),
      { numRuns: 1_000 },
    );
  });

  it("below a quote", () => {
    fc.assert(
      fc.property(typed, quoted, (lines, quote) => {
        const { visible } = fromText([INTRO, ...quote, "", ...lines].join("\n"));
        expectTyped(visible, lines);
        expect(visible).not.toContain("> z");
      }),
      { numRuns: 1_000 },
    );
  });

  it("between quotes, which then stay for context", () => {
    fc.assert(
      fc.property(typed, typed, quoted, quoted, (first, second, quote, other) => {
        const parts = [INTRO, ...quote, ...first, ...other, ...second, ...quote];
        const { visible } = fromText(parts.join("\n"));
        expectTyped(visible, [...first, ...second]);
        expect(visible.startsWith(">")).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("in HTML above and between marked quotes", () => {
    const block = (lines: readonly string[]) => lines.map((line) => `<div>${line}</div>`).join("");
    fc.assert(
      fc.property(typed, typed, (first, second) => {
        expectTyped(fromHtml(block(first) + GMAIL_QUOTE).visible, first);
        const between = `${GMAIL_QUOTE}${block(first)}${GMAIL_QUOTE}${block(second)}`;
        expectTyped(fromHtml(between).visible, [...first, ...second]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("every line comes out somewhere", () => {
  const fragment = fc.constantFrom(
    ...[
      INTRO,
      "> quote",
      ">> deeper",
      "typed",
      "",
      "-- ",
      "--",
      "Sent from my iPhone",
      "[image: x]",
    ],
    ...[
      "-----Original Message-----",
      "From: A <a@x.example>",
      "Sent: today",
      "To: B",
      "Subject: C",
    ],
    ...[
      "---------- Forwarded message ---------",
      "____________",
      "```",
      "On 4 March he wrote:",
      ">:(",
    ],
    ...["Le 4 mars 2026 à 18:42, A <a@x.example> a", "écrit :", "Begin forwarded message:"],
  );

  it("shown or elided, once, in any mixture and with any subject", () => {
    const count = (lines: readonly string[]) =>
      [...lines]
        .map((line) => line.trim())
        .filter(Boolean)
        .sort();
    fc.assert(
      fc.property(
        fc.array(fragment, { maxLength: 25 }),
        fc.constantFrom("Re: a", "Fwd: a", null),
        (lines, subject) => {
          const { visible, elided, kind } = fromText(lines.join("\n"), subject);
          expect(count([...visible.split("\n"), ...elided.split("\n")])).toEqual(count(lines));
          expect(kind === "empty").toBe(visible === "");
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
