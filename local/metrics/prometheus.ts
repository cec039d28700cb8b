/** Figures as Prometheus reads them (text exposition format 0.0.4). */

export type Labels = Record<string, string>;
export type Sample = { labels?: Labels; value: number; suffix?: "_bucket" | "_sum" | "_count" };

export type Metric = {
  /** Without the prefix; ends in its unit, counters in "_total". */
  name: string;
  help: string;
  type: "gauge" | "counter" | "histogram";
  samples: Sample[];
};

const PREFIX = "anteroom_";

export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** A figure without labels. */
export function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: "gauge", samples: [{ value }] };
}

export function renderMetrics(metrics: Metric[]): string {
  return metrics.map(renderMetric).join("");
}

function renderMetric({ name, help, type, samples }: Metric): string {
  const full = PREFIX + name;
  const lines = samples.map(
    ({ labels = {}, value, suffix = "" }) => `${full}${suffix}${renderLabels(labels)} ${value}\n`,
  );
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join("")}`;
}

function renderLabels(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}

function escape(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
