import type { Tray } from "./useTray";

/** For tests: a tray without files that takes none. */
export const EMPTY_TRAY: Tray = {
  uploads: [],
  refusals: [],
  add: () => {},
  dismissRefusals: () => {},
};
