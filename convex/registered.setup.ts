/** Every function that the modules of this folder register, as the platform would see it. */
import { setEnvironment } from "./test.setup";

export interface RegisteredFunction {
  /** "messages:list" */
  name: string;
  type: "query" | "mutation" | "action" | "http";
  isPublic: boolean;
  isInternal: boolean;
  /** The validators as JSON; null where none was given. */
  args: unknown;
  returns: unknown;
}

type Flags = Record<"isQuery" | "isMutation" | "isAction" | "isHttp", true | undefined> &
  Record<"isPublic" | "isInternal", true | undefined> &
  Record<"exportArgs" | "exportReturns", (() => string) | undefined>;

const loaders = import.meta.glob<Record<string, unknown>>([
  "./**/*.ts",
  "!./**/*.*.ts",
  "!./_generated/**",
]);

function typeOf(flags: Flags): RegisteredFunction["type"] | null {
  if (flags.isQuery) return "query";
  if (flags.isMutation) return "mutation";
  if (flags.isAction) return "action";
  return flags.isHttp ? "http" : null;
}

async function collect(): Promise<RegisteredFunction[]> {
  setEnvironment();
  const found: RegisteredFunction[] = [];
  for (const [path, load] of Object.entries(loaders)) {
    for (const [exportName, value] of Object.entries(await load())) {
      if (typeof value !== "function" && typeof value !== "object") continue;
      const flags = (value ?? {}) as Flags;
      const type = typeOf(flags);
      if (type === null) continue;
      found.push({
        name: `${path.slice("./".length, -".ts".length)}:${exportName}`,
        type,
        isPublic: flags.isPublic === true,
        isInternal: flags.isInternal === true,
        args: JSON.parse(flags.exportArgs?.() ?? "null"),
        returns: JSON.parse(flags.exportReturns?.() ?? "null"),
      });
    }
  }
  return found;
}

export const registeredFunctions = await collect();
