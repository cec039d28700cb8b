/** The variables of a start: those of the process, and beneath them those of an `.env`. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { ENV_FILE_VARIABLE, isKnownName } from "./names.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadEnvironment = {
  environment: Environment;
  /** What is wrong with the file itself, in sentences without any value. */
  mistakes: string[];
};

/**
 * Reads `.env` of the project's folder `root`, or the file that ANTEROOM_ENV_FILE names. A variable of
 * the process counts more than the file's. A missing `.env` is nothing; a missing named one is a mistake,
 * and so is a name that nothing reads (it would be a setting that somebody believes to have made).
 */
export function readEnvironment(root: string, processVariables: Environment): ReadEnvironment {
  const named = processVariables[ENV_FILE_VARIABLE];
  const file = resolve(root, named || ".env");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" && !named;
    const mistakes = isMissing ? [] : [`${file} cannot be read (${code ?? "unknown reason"}).`];
    return { environment: processVariables, mistakes };
  }
  const variables = parseEnv(text) as Record<string, string>;
  const mistakes = Object.keys(variables)
    .filter((name) => !isKnownName(name))
    .map((name) => `${name} in ${file} is no setting of Anteroom.`);
  return { environment: { ...variables, ...processVariables }, mistakes };
}
