/** Prometheus metrics: names, help, and one value each. */
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import type { MetricsBody } from "../schema/metrics.ts";

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const TYPES = ["gauge", "histogram", "counter"] as const;

/** @param ofTemplate upstream does not look at the metrics of a workflow, so there these are warnings */
export function checkMetrics(
  report: Report,
  body: MetricsBody | undefined,
  place: Place,
  ofTemplate: boolean,
): void {
  body?.prometheus.forEach((metric, index) => {
    const at = below(place, "prometheus", index);
    const warn = (field: string, message: string, hint: string) =>
      report.warn("argo/metric", below(at, field), message, hint);
    const error = (field: string, message: string, hint: string) =>
      ofTemplate
        ? report.error("argo/metric", below(at, field), message, hint)
        : warn(field, message, hint);
    const { name = "", help = "", labels = [] } = metric;
    const letters = "Use letters, digits and '_'.";
    if (!NAME.test(name)) error("name", `'${name}' is not a name of a metric`, letters);
    if (help === "") error("help", "the metric has no help", "Say in 'help' what it measures.");
    for (const { key } of labels) {
      if (!LABEL.test(key)) error("labels", `'${key}' is not a label`, letters);
    }
    const types = TYPES.filter((type) => metric[type] !== undefined);
    for (const type of types) {
      if ((metric[type]?.value ?? "") === "")
        error(type, `the ${type} has no value`, "Add 'value'.");
    }
    if (types.length !== 1) {
      warn("name", "a metric has exactly one type", `Give it one of ${TYPES.join(", ")}.`);
    }
    if (metric.gauge?.realtime === true && metric.gauge.value?.includes("resourcesDuration.")) {
      const message = "'resourcesDuration' is not known in real time";
      error("gauge", message, "Remove 'realtime'.");
    }
  });
}
