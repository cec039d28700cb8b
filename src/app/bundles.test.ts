/**
 * What a page downloads follows from its static imports. These rules keep the team's tools out of a client's way
 * (R5: the portal has no participants' list, not even unused) and Clerk out of deployments without it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "..");
const EXTENSIONS = ["", ".ts", ".tsx"];

/** Every source file that `entry` imports statically, directly or through others, relative to src/. */
function staticImports(entry: string, found = new Set<string>()): Set<string> {
  const file = join(SRC, entry);
  for (const [, clause, specifier] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\s+(?!type\b)([^"';]*?from\s+)?"(\.[^"]+)"/gm,
  )) {
    if (/^\{\s*type\s[^,]*\}\s*from/.test(clause ?? "")) continue;
    const target = EXTENSIONS.map((end) => resolve(dirname(file), specifier + end)).find(
      (path) => /\.tsx?$/.test(path) && existsSync(path),
    );
    const name = target === undefined ? null : relative(SRC, target);
    if (name === null || name.startsWith("..") || found.has(name)) continue;
    found.add(name);
    staticImports(name, found);
  }
  return found;
}

function sources(dir = SRC): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => join(dir, name));
}

it("reads the graph right: the staff shell does reach the room list and its own actions", () => {
  const reached = staticImports("app/shells/StaffShell.tsx");
  expect(reached).toContain("features/rooms/RoomList.tsx");
  expect(reached).toContain("features/rooms/StaffRoomActions.tsx");
});

it("the portal downloads nothing about participants and none of the team's dialogs", () => {
  const reached = [...staticImports("app/shells/PortalShell.tsx")];
  expect(reached).toContain("features/messages/RoomPane.tsx");
  expect(reached.filter((name) => name.startsWith("features/participants/"))).toEqual([]);
  expect(
    reached.filter((name) => /^features\/(team|portals|invitations|firm|audit|notes)\//.test(name)),
  ).toEqual([]);
  expect(reached.filter((name) => /Staff|Admin|CreateRoom|RenameRoom/.test(name))).toEqual([]);
});

it("the first page downloads neither shell, nor the dialogs", () => {
  const reached = [...staticImports("main.tsx")];
  expect(reached.filter((name) => /Shell\.tsx$|Dialog|Drawer|Page\.tsx$/.test(name))).toEqual([
    "components/FullPage.tsx",
    "app/routes/NotFoundPage.tsx",
  ]);
});

it("Clerk is imported in one file, which nobody imports statically", () => {
  const importers = sources().filter((file) => /["']@clerk\//.test(readFileSync(file, "utf8")));
  expect(importers.map((file) => relative(SRC, file))).toEqual(["features/auth/clerk.tsx"]);
  for (const entry of ["main.tsx", "features/auth/SignInPage.tsx"]) {
    expect(staticImports(entry)).not.toContain("features/auth/clerk.tsx");
  }
});

/** The Mantine components with styles that these files name. */
function componentsIn(files: string[]): Set<string> {
  const named = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(
      ([, names]) => names!.split(",").map((name) => name.trim()),
    ),
  );
  return new Set(named.filter((name) => hasStyles(name)));
}

function stylesOf(file: string): string {
  return readFileSync(join(SRC, "app", file), "utf8");
}

it("every Mantine component in use has its styles loaded, those of the first screen with it", () => {
  const [first, late] = [stylesOf("mantineStyles.ts"), stylesOf("mantineLateStyles.ts")];
  const missing = (components: Set<string>, styles: string) =>
    [...components].filter((name) => !styles.includes(`/${name}.layer.css`));
  const used = componentsIn(sources());
  expect(used).toContain("Modal");
  expect(missing(used, first + late)).toEqual([]);
  const shells = ["main.tsx", "app/shells/StaffShell.tsx", "app/shells/PortalShell.tsx"];
  const atOnce = shells.flatMap((entry) => [entry, ...staticImports(entry)]);
  const onFirstScreen = componentsIn(atOnce.map((name) => join(SRC, name)));
  expect(onFirstScreen).toContain("Button");
  expect(missing(onFirstScreen, first)).toEqual([]);
});

function hasStyles(component: string): boolean {
  return existsSync(resolve(SRC, `../node_modules/@mantine/core/styles/${component}.css`));
}
