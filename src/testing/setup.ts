/**
 * What happy-dom lacks and Mantine asks for at mount. Without `document.fonts` an autosizing Textarea crashes,
 * without `matchMedia` the colour scheme does.
 */
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, vi } from "vitest";

// A busy machine takes seconds to import a lazily loaded screen; waiting longer costs nothing where all is well.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.defineProperty(window, "matchMedia", {
  configurable: true,
  writable: true,
  value: (query: string): MediaQueryList => ({
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  }),
});
Object.defineProperty(window, "ResizeObserver", { configurable: true, value: SilentObserver });
Object.defineProperty(document, "fonts", {
  configurable: true,
  value: { addEventListener: () => {}, removeEventListener: () => {} },
});
Element.prototype.scrollIntoView = () => {};

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

// Files share their modules: one whose import is cut off with this file's window would be lost to the files after it.
afterAll(async () => {
  await vi.dynamicImportSettled();
});
