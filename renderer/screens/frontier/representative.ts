/** The single replay that stands for a candidate: the one whose figure is nearest to its median. */
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type {
  ScenarioChange,
  SweepAnalysis,
  SweepSummary,
} from "../../../engine/contract/sweep.ts";
import { cellTable, changesOf, nearestPoint, type Role } from "../../preview/sweep/cells.ts";
import { noFigures, withRows } from "../../preview/sweep/figures.ts";
import type { Placed } from "../../preview/sweep/frontier.ts";
import type { MetricName } from "../../preview/sweep/metrics.ts";

export async function representative(
  api: Api,
  summary: SweepSummary,
  analysis: SweepAnalysis,
  { candidate }: Placed,
): Promise<Answer<readonly ScenarioChange[]>> {
  const { axes, policies } = summary;
  const chosen = analysis.combinations[candidate.combination]?.changes ?? [];
  const roles = axes.map(({ parameter, values, uncertain }): Role => {
    const change = chosen.find((each) => each.parameter === parameter);
    if (uncertain || change === undefined) return "all";
    return Math.max(0, values.indexOf(change.value));
  });
  const points = cellTable(axes, roles).points[0] ?? new Uint32Array();
  const [only] = points;
  if (only !== undefined && points.length === 1) return { ok: true, value: changesOf(axes, only) };
  // The objective that goes up: for most the carbon.
  const metric = analysis.objectives[1] as MetricName;
  const figures = await figuresOf(api, summary, metric);
  if (!figures.ok) return figures;
  const policy = policies.findIndex(({ name }) => name === candidate.policy);
  const median = candidate.medians[1] as number;
  const point = nearestPoint(figures.value, policy, points, median) ?? only ?? 0;
  return { ok: true, value: changesOf(axes, point) };
}

async function figuresOf(api: Api, { id, policies, total }: SweepSummary, metric: MetricName) {
  let figures = noFigures(policies.length, total);
  for (let fromRow = 0; ; ) {
    const answer = await api.readSweep({ id, fromRow, metrics: [metric] });
    if (!answer.ok) return answer;
    figures = withRows(figures, answer.value.rows);
    fromRow = answer.value.next;
    if (!answer.value.more) return { ok: true as const, value: figures };
  }
}
