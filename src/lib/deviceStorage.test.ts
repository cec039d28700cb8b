import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import {
  clearViewerStorage,
  readStored,
  useStored,
  viewerStorageKey,
  writeStored,
} from "./deviceStorage";

const key = viewerStorageKey("Ana@northwind.example", "draft", "r1");

it("keeps what belongs to one person apart from another whose address begins alike", () => {
  const longer = viewerStorageKey("ana@northwind.example.org", "draft", "r1");
  writeStored(key, "mine");
  writeStored(longer, "theirs");
  clearViewerStorage("ana@northwind.example");
  expect(readStored(key)).toBeNull();
  expect(readStored(longer)).toBe("theirs");
});

it("says that nothing was kept when storage is blocked, and goes on", () => {
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { setItem });
  try {
    expect(writeStored(key, "text")).toBe(false);
    expect(readStored(key)).toBeNull();
  } finally {
    vi.unstubAllGlobals();
  }
});

it("keeps a component up to date", () => {
  const { result } = renderHook(() => useStored(key));
  expect(result.current).toBeNull();
  act(() => void writeStored(key, "text"));
  expect(result.current).toBe("text");
});
