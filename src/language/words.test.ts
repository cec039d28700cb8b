/**
 * Where the words of the app may stand: in files of sentences, which have a German twin. A word anywhere else would stay
 * English for everybody; a text that a module keeps from its start would stay in the language that it started in.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { parseAst } from "vite";

type Node = { type: string; [key: string]: unknown };
type Found = { file: string; text: string };

const SRC = resolve(import.meta.dirname, "..");
/** Attributes that are read or heard. */
const SPOKEN =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|description|label|placeholder|title)$/;
/** What hands a text on as it is. */
const PASSES_ON = new Set([
  "TemplateLiteral",
  "ConditionalExpression",
  "LogicalExpression",
  "JSXExpressionContainer",
]);
const A_WORD = /\p{L}{2}/u;
/** Two words in a row, the first with a capital: a sentence, and no class name, font or address. */
const A_SENTENCE = /^\p{Lu}\p{Ll}* \p{Ll}+/u;

const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|[sS]trings(\.de)?\.ts$/.test(file))
  .filter((file) => !/^testing\/|Fixtures\.ts$|renderRoomPane/.test(file));

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function parse(code: string): Node {
  return parseAst(code, { lang: "tsx" }) as unknown as Node;
}

/** Calls `visit` for each node with its parents, nearest first; `false` leaves its inside out. */
function walk(node: Node, visit: (node: Node, parents: Node[]) => boolean, parents: Node[] = []) {
  if (!visit(node, parents)) return;
  for (const [key, value] of Object.entries(node)) {
    // What a property is called is no text.
    if (key === "key" && node.type === "Property") continue;
    for (const child of [value].flat()) if (isNode(child)) walk(child, visit, [node, ...parents]);
  }
}

/** The text of a string or of a part of a template. */
function textOf(node: Node): string | null {
  if (node.type === "JSXText") return String(node["value"]);
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : null;
  return node.type === "TemplateElement" ? (node["value"] as { cooked: string }).cooked : null;
}

/** Words in elements, in attributes that are read out, and sentences anywhere but in errors for developers. */
function wordsIn(code: string): string[] {
  const found: string[] = [];
  walk(parse(code), (node, parents) => {
    if (isForDevelopers(node)) return false;
    const text = textOf(node);
    if (text === null || !A_WORD.test(text)) return true;
    const holder = parents.find(({ type }) => !PASSES_ON.has(type));
    const attribute = holder?.type === "JSXAttribute" ? (holder["name"] as Node)["name"] : "";
    const isSpoken = SPOKEN.test(String(attribute));
    if (node.type === "JSXText" || isSpoken || A_SENTENCE.test(text)) found.push(text.trim());
    return true;
  });
  return found;
}

/** Errors are logged; what people read of them comes by their code. */
function isForDevelopers(node: Node): boolean {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return false;
  const callee = node["callee"] as Node;
  return callee.type === "Super" || /Error$|^fail$/.test(String(callee["name"]));
}

/** Reads of sentences while a module starts, but for keeping an object of them under another name. */
function keptTextsIn(code: string): string[] {
  const names = new Set<string>();
  const found: string[] = [];
  const program = parse(code);
  for (const statement of program["body"] as Node[]) {
    if (statement.type === "ImportDeclaration") {
      if (!/[sS]trings$/.test(String((statement["source"] as Node)["value"]))) continue;
      for (const one of statement["specifiers"] as Node[])
        names.add(String((one["local"] as Node)["name"]));
      continue;
    }
    walk(statement, (node, parents) => {
      if (/Function/.test(node.type) || node.type.startsWith("TS")) return false;
      if (node.type !== "Identifier" || !names.has(String(node["name"]))) return true;
      const outside = parents.find(({ type }) => type !== "MemberExpression");
      if (outside?.type === "VariableDeclarator") {
        names.add(String((outside["id"] as Node)["name"]));
      } else {
        found.push(String(node["name"]));
      }
      return true;
    });
  }
  return found;
}

function findings(look: (code: string) => string[]): Found[] {
  return sources.flatMap((file) =>
    look(readFileSync(join(SRC, file), "utf8")).map((text) => ({ file, text })),
  );
}

it("finds words where they are, and none in names, addresses and errors for developers", () => {
  expect(
    wordsIn(
      `const a = <p title="Close" className="big box">Hello {x ? "Nobody is here" : y}<i aria-label={\`Open \${z}\`} /></p>;
       const b = { "Zoom in": w, path: "a/b" }; throw new TypeError("This is for developers");`,
    ),
  ).toEqual(["Close", "Hello", "Nobody is here", "Open"]);
});

it("finds texts that a module keeps, not the objects that it keeps or what it reads later", () => {
  const kept = `import { strings as s } from "../lib/strings"; const text = s.nav; const later = () => s.save;`;
  expect(keptTextsIn(kept)).toEqual([]);
  expect(keptTextsIn(`${kept} const LABELS = [text.home]; const two = \`\${s.save}!\`;`)).toEqual([
    "text",
    "s",
  ]);
});

it("all words stand in files of sentences", () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(findings(wordsIn)).toEqual([]);
});

it("no module keeps a text from its start", () => {
  expect(findings(keptTextsIn)).toEqual([]);
});
