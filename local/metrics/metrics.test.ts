import { describe, expect, test } from "vitest";
import type { RunReport } from "../../embedded/execution/runReport.ts";
import { gauge, renderMetrics } from "./prometheus.ts";
import { answerMetrics, type MetricsSource } from "./route.ts";
import { RunFigures } from "./runFigures.ts";

const run = (path: string, durationMs: number, outcome = "ok"): RunReport => ({
  kind: path.startsWith("/") ? "http" : "mutation",
  path,
  durationMs,
  outcome,
  requestId: "r",
});

function figuresOf(...reports: RunReport[]): RunFigures {
  const figures = new RunFigures(250);
  for (const report of reports) figures.listen(report);
  return figures;
}

describe("figures of functions", () => {
  test("count how long runs took, in Prometheus' cumulative buckets", () => {
    const text = renderMetrics(figuresOf(run("m:send", 3), run("m:send", 300)).metrics());
    const labels = 'kind="mutation",function="m:send"';
    for (const line of [
      "# TYPE anteroom_function_seconds histogram",
      `anteroom_function_seconds_bucket{${labels},le="0.001"} 0`,
      `anteroom_function_seconds_bucket{${labels},le="0.005"} 1`,
      `anteroom_function_seconds_bucket{${labels},le="0.25"} 1`,
      `anteroom_function_seconds_bucket{${labels},le="1"} 2`,
      `anteroom_function_seconds_bucket{${labels},le="+Inf"} 2`,
      `anteroom_function_seconds_sum{${labels}} 0.303`,
      `anteroom_function_seconds_count{${labels}} 2`,
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  test("count failures by code, but no request that was answered well", () => {
    const figures = figuresOf(
      run("m:send", 1, "FORBIDDEN"),
      run("m:send", 1, "FAULT"),
      run("/files", 1, "200"),
      run("/files", 1, "404"),
      run("m:slow", 300),
    );
    const [, failures] = figures.metrics();
    const found = failures?.samples.map(({ labels, value }) => [labels?.["outcome"], value]);
    expect(found).toEqual([
      ["FORBIDDEN", 1],
      ["FAULT", 1],
      ["404", 1],
    ]);
    expect(figures.totals).toEqual({ runs: 5, faults: 1, slowRuns: 1 });
  });

  test("keep a label's quotes and line breaks from ending it", () => {
    const samples = [{ labels: { a: 'x"\n\\' }, value: 1 }];
    const text = renderMetrics([{ ...gauge("g", "G.", 0), samples }]);
    expect(text).toContain('anteroom_g{a="x\\"\\n\\\\"} 1\n');
  });
});

describe("/metrics", () => {
  const HERE = { address: "127.0.0.1", isForwarded: false };
  const source = () =>
    ({
      backend: {
        runInternal: () =>
          Promise.resolve({
            outbox: { count: 2, oldestTime: Date.now() - 90_000 },
            unfetchedEmails: { count: 0, oldestTime: null },
            pauseEndTime: 0,
          }),
        runner: { transactions: { queue: { waiting: { writes: 0, reads: 0 } } } },
        sync: { cache: { size: 0 } },
      },
      watch: { look: () => Promise.resolve({}) },
      figures: new RunFigures(250),
    }) as unknown as MetricsSource;
  const ask = (
    { host = "127.0.0.1:3210", token, path = "/metrics" }: Record<string, string | undefined> = {},
    client = HERE,
    wanted: string | null = null,
  ) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return answerMetrics(new Request(`http://${host}${path}`, { headers }), client, wanted, source);
  };

  test("is told to this computer, with the age of what waits", async () => {
    const text = (await (await ask())?.text()) ?? "";
    expect(text).toMatch(/^anteroom_outbox_emails 2$/m);
    const age = Number(/^anteroom_outbox_age_seconds (\S+)$/m.exec(text)?.[1]);
    // However its clock rounds, and however long the answer took.
    expect(age).toBeGreaterThan(80);
    expect(age).toBeLessThan(600);
    expect(await ask({ path: "/metrics/all" })).toBeNull();
  });

  test("is told to nobody whom a proxy passed on, nor under another name or from elsewhere", async () => {
    expect(await ask({}, { ...HERE, isForwarded: true })).toBeNull();
    expect(await ask({ host: "chat.firm.example" })).toBeNull();
    expect(await ask({}, { address: "198.51.100.1", isForwarded: false })).toBeNull();
  });

  test("with a token is told to whoever holds it, and then to nobody else", async () => {
    const far = { address: "198.51.100.1", isForwarded: true };
    const token = "a-long-random-text";
    expect((await ask({ token }, far, token))?.status).toBe(200);
    expect(await ask({ token: "a-long-random-texT" }, far, token)).toBeNull();
    expect(await ask({}, HERE, token)).toBeNull();
  });
});
