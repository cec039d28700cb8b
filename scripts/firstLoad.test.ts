import { expect, test } from "vitest";
import { BUDGET_KB, filesOf, judge } from "./firstLoad.mjs";

const MANIFEST = {
  "index.html": { file: "index.js", css: ["index.css"], dynamicImports: ["Shell.tsx"] },
  "Shell.tsx": {
    file: "shell.js",
    imports: ["index.html", "_list.js"],
    dynamicImports: ["Page.tsx"],
  },
  "_list.js": { file: "list.js", css: ["list.css"], imports: ["_list.js"] },
  "Page.tsx": { file: "page.js", css: ["page.css"] },
};

test("a first load is what is imported statically, once each; what comes later is not in it", () => {
  expect(filesOf(MANIFEST, ["index.html", "Shell.tsx"]).sort((a, b) => a.localeCompare(b))).toEqual(
    ["index.css", "index.js", "list.css", "list.js", "shell.js"],
  );
  expect(() => filesOf(MANIFEST, ["Gone.tsx"])).toThrow("Gone.tsx");
});

test("one shell above the budget fails, at the budget it does not", () => {
  const at = { shell: "portal", bytes: BUDGET_KB * 1000 };
  expect(judge([at]).isWithin).toBe(true);
  const { isWithin, lines } = judge([at, { shell: "staff", bytes: BUDGET_KB * 1000 + 1 }]);
  expect(isWithin).toBe(false);
  expect(lines).toHaveLength(2);
});
