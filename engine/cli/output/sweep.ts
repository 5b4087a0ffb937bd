/** A sweep as people and spreadsheets read it. */
import type {
  Candidate,
  JudgedCombination,
  SweepAnalysis,
  SweepRow,
  SweepSummary,
} from "../../contract/sweep.ts";
import { type Change, changesOf } from "../../core/sweep/axes.ts";
import { METRIC_NAMES, METRICS, type MetricName } from "../../core/sweep/metrics.ts";
import { formatTable } from "./table.ts";

const DIGITS = 5;
/** More values than this are shown by their ends. */
const SHOWN_VALUES = 8;

export function formatSweep(summary: SweepSummary, analysis: SweepAnalysis): string {
  const { title, policies, total, finished, failed, id, status, synthetic, baseline } = summary;
  const uncertain = summary.axes.filter((axis) => axis.uncertain).map(({ parameter }) => parameter);
  const over = uncertain.length === 0 ? "each point" : `over ${uncertain.join(", ")}`;
  return [
    `${title}${synthetic ? " (SYNTHETIC grid history)" : ""}`,
    `Sweep ${id}, ${status}: ${finished} of ${total} points${failed > 0 ? `, ${failed} failed` : ""}, ` +
      `${policies.length} policies, baseline ${baseline}`,
    ...summary.axes.map(
      ({ parameter, values }) => `  ${parameter} = ${listed(values.map(String))}`,
    ),
    "",
    `${labelOf(analysis.metric, summary)}: median, 5 % and 95 % ${over}`,
    formatTable(
      headerOf(chosenOf(summary)),
      analysis.combinations.flatMap((each) => rowsOf(each, chosenOf(summary))),
    ),
    ...formatFrontier(analysis, summary),
    ...(summary.rowsSha256 === null ? [] : ["", `Rows SHA-256 ${summary.rowsSha256}`]),
  ].join("\n");
}

function listed(values: readonly string[]): string {
  if (values.length <= SHOWN_VALUES) return values.join(", ");
  return `${values[0]} to ${values.at(-1)} (${values.length} values)`;
}

/** Parameters with several values that somebody chooses; what is set to one value is said once. */
function chosenOf({ axes }: SweepSummary): string[] {
  const chosen = axes.filter(({ uncertain, values }) => !uncertain && values.length > 1);
  return chosen.map(({ parameter }) => parameter);
}

function headerOf(chosen: readonly string[]): string[] {
  return ["Policy", ...chosen, "Points", "Median", "5 %", "95 %", "Best at", "Of them tied"];
}

function rowsOf({ changes, policies, compared }: JudgedCombination, chosen: string[]): string[][] {
  const values = changes.filter(({ parameter }) => chosen.includes(parameter));
  return policies.map(({ policy, spread, wins, ties }) => [
    policy,
    ...values.map(({ value }) => String(value)),
    String(spread?.count ?? 0),
    ...(spread === null
      ? ["none", "none", "none"]
      : [spread.median, spread.low, spread.high].map(digits)),
    compared === 0 ? "none" : `${wins} of ${compared}`,
    String(ties),
  ]);
}

function formatFrontier(
  { objectives, candidates }: SweepAnalysis,
  summary: SweepSummary,
): string[] {
  if (objectives.length === 0) return [];
  const shown = candidates
    .filter(({ onFrontier }) => onFrontier)
    .sort((a, b) => (a.medians[0] as number) - (b.medians[0] as number));
  const title = `Pareto frontier of ${objectives.map((name) => labelOf(name, summary)).join("; ")}`;
  if (shown.length === 0) return ["", title, "No policy keeps the limits."];
  const excluded = candidates.filter(({ feasible }) => !feasible).length;
  const rows = shown.map((each) => [
    each.policy,
    changesText(each.changes.filter(({ parameter }) => chosenOf(summary).includes(parameter))),
    ...each.medians.map(digits),
    each.knee ? "knee" : "",
  ]);
  return [
    "",
    `${title} (medians)`,
    formatTable(["Policy", "With", ...objectives, ""], rows),
    `${shown.length} of ${candidates.length} candidates are on it` +
      `${excluded > 0 ? `; ${excluded} do not keep the limits` : ""}` +
      `${shown.some((each: Candidate) => each.knee) ? "" : "; it has no knee"}`,
  ];
}

export function changesText(changes: readonly Change[]): string {
  return changes.map(({ parameter, value }) => `${parameter}=${value}`).join(" ");
}

/** `Carbon, g` */
export function labelOf(
  metric: MetricName,
  { currency, functionalUnit }: { currency: string; functionalUnit?: string },
): string {
  const found = METRICS.find(({ name }) => name === metric);
  const unit = found !== undefined && "unit" in found ? found.unit : undefined;
  if (unit === undefined) return found?.title ?? metric;
  const stated =
    { currency, "g/unit": `g per ${functionalUnit ?? "unit"}` }[unit as string] ?? unit;
  return `${found?.title}, ${stated}`;
}

export function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : "none";
}

/** One line for each point and policy. */
export function* csvLines(summary: SweepSummary, rows: Iterable<SweepRow>): Generator<string> {
  const parameters = summary.axes.map(({ parameter }) => parameter);
  yield ["point", ...parameters, "policy", ...METRIC_NAMES].map(quoted).join(",");
  for (const { point, figures } of rows) {
    const values = changesOf(summary.axes, point).map(({ value }) => String(value));
    for (const [index, { name }] of summary.policies.entries()) {
      const cells = (figures[index] ?? []).map((value) => (value === null ? "" : String(value)));
      yield [String(point), ...values, name, ...cells].map(quoted).join(",");
    }
  }
}

/** RFC 4180, and no formula where a spreadsheet would run one. */
function quoted(cell: string): string {
  const safe = /^[=+@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What `--json` prints. */
export function sweepObject(
  summary: SweepSummary,
  analysis: SweepAnalysis,
  rows: readonly SweepRow[],
  failures: readonly { point: number; issues: readonly unknown[] }[],
) {
  const valuesOf = (point: number) =>
    Object.fromEntries(changesOf(summary.axes, point).map((each) => [each.parameter, each.value]));
  const { etaMs: _eta, replaysPerS: _rate, ...sweep } = summary;
  return {
    sweep,
    analysis,
    points: rows.map(({ point, figures }) => ({
      point,
      values: valuesOf(point),
      results: summary.policies.map(({ name }, index) => ({
        policy: name,
        ...Object.fromEntries(
          METRIC_NAMES.map((metric, position) => [metric, figures[index]?.[position] ?? null]),
        ),
      })),
    })),
    failures: failures.map((each) => ({ ...each, values: valuesOf(each.point) })),
  };
}
