import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DWELL_MS, REPORT_GAP_MS, SeenTracker } from "./seenTracker";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(readSeq = 0, report = vi.fn((_seq: number) => Promise.resolve())) {
  const tracker = new SeenTracker(readSeq, report);
  tracker.setAttention(true);
  const told = () => report.mock.calls.map(([seq]) => seq);
  return { tracker, report, told };
}

describe("a message is seen", () => {
  it("after a second on screen", () => {
    const { tracker, told } = start();
    tracker.show(3);
    vi.advanceTimersByTime(DWELL_MS - 1);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toEqual([3]);
  });

  it("at once when the viewer marks it", () => {
    const { tracker, told } = start();
    tracker.markSeen(9);
    expect(told()).toEqual([9]);
  });
});

describe("a message is not seen", () => {
  it("when it leaves the screen within the second, and half a second twice is not one", () => {
    const { tracker, told } = start();
    for (let round = 0; round < 3; round += 1) {
      tracker.show(3);
      vi.advanceTimersByTime(DWELL_MS / 2);
      tracker.hide(3);
    }
    vi.advanceTimersByTime(DWELL_MS * 5);
    expect(told()).toEqual([]);
  });

  it("while the page is hidden or without focus; the second starts when somebody looks", () => {
    const { tracker, told } = start();
    tracker.show(3);
    vi.advanceTimersByTime(DWELL_MS / 2);
    tracker.setAttention(false);
    vi.advanceTimersByTime(DWELL_MS * 10);
    expect(told()).toEqual([]);
    tracker.setAttention(true);
    vi.advanceTimersByTime(DWELL_MS - 1);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toEqual([3]);
  });

  it("when it came on screen behind another window", () => {
    const { tracker, told } = start();
    tracker.setAttention(false);
    tracker.show(3);
    vi.advanceTimersByTime(DWELL_MS * 10);
    expect(told()).toEqual([]);
  });

  it("after the pane has gone", () => {
    const { tracker, told } = start();
    tracker.show(3);
    tracker.stop();
    vi.advanceTimersByTime(DWELL_MS * 5);
    expect(told()).toEqual([]);
  });
});

describe("the server is told", () => {
  it("at most once a second, then the highest of what was seen meanwhile", () => {
    const { tracker, told } = start();
    for (let seq = 1; seq <= 20; seq += 1) {
      tracker.show(seq);
      vi.advanceTimersByTime(DWELL_MS / 10);
    }
    vi.advanceTimersByTime(DWELL_MS + REPORT_GAP_MS);
    expect(told().length).toBeLessThanOrEqual(4);
    expect(told().at(-1)).toBe(20);
  });

  it("only rising positions, and none that it already knows", () => {
    const { tracker, told } = start(5);
    for (const seq of [2, 4, 5]) tracker.show(seq);
    vi.advanceTimersByTime(DWELL_MS * 3);
    expect(told()).toEqual([]);
    tracker.show(7);
    vi.advanceTimersByTime(DWELL_MS * 3);
    tracker.show(6);
    vi.advanceTimersByTime(DWELL_MS * 3);
    expect(told()).toEqual([7]);
  });

  it("nothing that another tab has told", () => {
    const { tracker, told } = start();
    tracker.show(4);
    tracker.confirm(8);
    vi.advanceTimersByTime(DWELL_MS * 3);
    expect(told()).toEqual([]);
  });

  it("again after a report that failed, with the next row that is seen", async () => {
    const report = vi.fn((_seq: number) => Promise.resolve());
    report.mockRejectedValueOnce(new Error("no answer"));
    const { tracker, told } = start(0, report);
    tracker.show(3);
    await vi.advanceTimersByTimeAsync(DWELL_MS + REPORT_GAP_MS * 2);
    expect(told()).toEqual([3, 3]);
  });
});
