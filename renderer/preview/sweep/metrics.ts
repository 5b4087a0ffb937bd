/** The figures of a sweep: their names, units and better directions, for screens. */
import { METRICS, type Metric, type MetricName } from "../../../engine/core/sweep/metrics.ts";

export { METRICS, type Metric, type MetricName };

export function metricOf(name: MetricName): Metric {
  return METRICS.find((each) => each.name === name) as Metric;
}
