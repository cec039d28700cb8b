import { type ComponentType, createElement, lazy } from "react";

type Module<Props> = { default: ComponentType<Props> };

/** A part of the app did not arrive. `retry` makes its next rendering ask for it again. */
export class PartNotLoaded extends Error {
  readonly retry: () => void;

  constructor(cause: unknown, retry: () => void) {
    super("A part of the app could not be downloaded.", { cause });
    this.retry = retry;
  }
}

/** Mantine's components beyond the first screen are in such parts only. */
const lateStyles = () => import("../app/mantineLateStyles");

const waiting: (() => Promise<unknown>)[] = [];

/**
 * A component in a download of its own, made when it is first rendered, or before by startPreloading.
 * Unlike React's lazy, a failed download can be tried again (PartBoundary offers that). Needs a Suspense above it.
 * @param options.preload false for what this person may never need.
 * @param options.isShell true for what is part of the first load.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<Module<Props>>,
  { preload = true, isShell = false } = {},
): ComponentType<Props> {
  const attempt = () =>
    lazy(async () => {
      try {
        const [part] = await Promise.all([load(), isShell ? null : lateStyles()]);
        return part;
      } catch (cause) {
        throw new PartNotLoaded(cause, () => (Part = attempt()));
      }
    });
  let Part = attempt();
  if (preload) preloadLater(load);
  return function LazyPart(props: Props) {
    return createElement(Part as ComponentType<Props>, props);
  };
}

/**
 * Code in a download of its own, made at the first call of what this gives, or before by startPreloading. A download
 * that failed can be tried again by another call.
 */
export function lazyCode<Code>(load: () => Promise<Code>): () => Promise<Code> {
  preloadLater(load);
  return load;
}

function preloadLater(load: () => Promise<unknown>): void {
  waiting.push(load);
  // What this module was loaded for comes first.
  if (isStarted) setTimeout(() => void preloadParts());
}

/** Waits until the browser has nothing better to do. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (!("requestIdleCallback" in window)) setTimeout(resolve, 1_000);
    else requestIdleCallback(() => resolve(), { timeout: 10_000 });
  });
}

function savesData(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  return connection?.saveData === true;
}

/** The first screen and its data come before everything that may be needed later. */
const START_AFTER_MS = 3_000;
let isStarted = false;
let isRunning = false;

/**
 * From now on downloads, one by one while the browser is idle, the parts that the loaded code knows of: so they open
 * without a network, too. Does nothing for who saves data.
 */
export function startPreloading(): void {
  if (savesData()) return;
  setTimeout(() => {
    isStarted = true;
    void preloadParts();
  }, START_AFTER_MS);
  window.addEventListener("online", () => void preloadParts());
}

/** Ends with the last part, or at the first one that fails: that one comes first the next time. */
export async function preloadParts(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    for (let load = waiting[0]; load !== undefined; load = waiting[0]) {
      await whenIdle();
      await Promise.all([load(), lateStyles()]);
      waiting.shift();
    }
  } catch {
    // Offline: goes on when the network is back.
  } finally {
    isRunning = false;
  }
}
