/**
 * What happy-dom lacks and Mantine asks for at mount. Without `document.fonts` an autosizing Textarea crashes,
 * without `matchMedia` the colour scheme does.
 */
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

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
