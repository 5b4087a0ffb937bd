/** A quality surface in a terminal: ageing models, the batches at which detectors fire, and the policies. */
import { civilTime } from "../../core/clock/civil.ts";
import type { DetectorRow, SurfaceTable } from "../../core/quality/analyse.ts";
import type { World } from "../../core/scenario/world.ts";
import type { ShownQuality } from "../../lab/quality/show.ts";
import { formatTable } from "./table.ts";

/** A table of up to so many batches fits a terminal as it is. */
const MAX_COLUMNS = 12;
/** Ages of a model, in batches, where the whole table does not fit. */
const AGES = [0, 1, 2, 4, 8, 16, 32];
const MAX_ROWS = 60;
const MAX_DATES = 12;

export function formatQuality(shown: ShownQuality): string {
  const { world } = shown;
  const [first] = shown.policies;
  return [
    headOf(world),
    surfaceText(shown),
    `Policies\n${policyTable(shown)}`,
    `Detectors that decide alone: a model is replaced when one fires\n${aloneTable(first?.detectors ?? [])}`,
    firesText(first?.detectors ?? [], world),
    `Detectors beside the policies: alarms over the models that served\n${besideTable(shown)}`,
  ].join("\n\n");
}

function headOf({ title, quality, batchesAtMs }: World): string {
  const source =
    quality.kind === "synthetic"
      ? "Synthetic: a drift process, drawn from the seed"
      : quality.trained === undefined
        ? `Observed: ${quality.source}`
        : quality.source;
  return `${title}, ${batchesAtMs.length} batches\n${source}`;
}

function surfaceText({ table, world }: ShownQuality): string {
  const count = table.batchCount;
  const every = Math.ceil(count / MAX_ROWS);
  const rows = world.batchesAtMs.map((_, i) => i).filter((i) => i % every === 0);
  const whole = count <= MAX_COLUMNS;
  const ages = AGES.filter((age) => age < count);
  const header = whole
    ? world.batchesAtMs.map((_, j) => dateOf(world, j))
    : ages.map((age) => (age === 0 ? "fresh" : `+${age}`));
  const cells = (i: number) =>
    whole
      ? world.batchesAtMs.map((_, j) => cellText(table, i, j))
      : ages.map((age) => cellText(table, i, i + age));
  const title = whole
    ? "Accuracy: trained up to (rows), scored on (columns), %"
    : `Accuracy of models by age in batches, %${every > 1 ? `; one in ${every} models` : ""}`;
  const text = formatTable(
    ["Trained up to", ...header],
    rows.map((i) => [dateOf(world, i), ...cells(i)]),
  );
  const carried = table.carried.includes(1) ? "\n* not measured; the model's last measurement" : "";
  return `${title}\n${text}${carried}`;
}

function cellText({ batchCount, accuracy, carried }: SurfaceTable, i: number, j: number): string {
  if (j < i || j >= batchCount) return "";
  const at = i * batchCount + j;
  return `${percent(accuracy[at] ?? null)}${carried[at] === 1 ? "*" : " "}`;
}

function policyTable({ policies }: ShownQuality): string {
  const header = [
    "Policy",
    "Models",
    "Mean accuracy, %",
    "Lowest, %",
    "Most that one more would gain, points",
  ];
  const rows = policies.map(({ title, models, meanAccuracy, served, gains }) => [
    title,
    String(models.length),
    percent(meanAccuracy),
    served.length === 0 ? "" : percent(Math.min(...served.map(({ accuracy }) => accuracy))),
    gains.length === 0
      ? ""
      : (100 * Math.max(...gains.map(({ untilNext }) => untilNext))).toFixed(2),
  ]);
  return formatTable(header, rows);
}

function aloneTable(detectors: readonly DetectorRow[]): string {
  const rows = detectors.map(({ id, alone }) => [
    id,
    String(alone.firedAt.length),
    percent(alone.meanAccuracy),
  ]);
  return formatTable(["Detector", "Fires", "Mean accuracy, %"], rows);
}

function firesText(detectors: readonly DetectorRow[], world: World): string {
  return detectors
    .map(({ id, alone: { firedAt } }) => {
      const shown = firedAt.slice(0, MAX_DATES).map((batch) => dateOf(world, batch));
      const more = firedAt.length - shown.length;
      const text = shown.length === 0 ? "never" : shown.join(", ");
      return `${id} fires: ${text}${more > 0 ? `, and ${more} more` : ""}`;
    })
    .join("\n");
}

function besideTable({ policies }: ShownQuality): string {
  const header = ["Policy", "Detector", "Alarms", "Answered", "Retrainings", "Without an alarm"];
  const rows = policies.flatMap(({ title, detectors }) =>
    detectors
      .filter(({ answered }) => answered.alarms > 0)
      .map(({ id, answered }) => [
        title,
        id,
        String(answered.alarms),
        String(answered.answered),
        String(answered.retrainings),
        String(answered.unasked),
      ]),
  );
  return rows.length === 0
    ? "none fires: every policy retrains in time"
    : formatTable(header, rows);
}

function percent(accuracy: number | null): string {
  return accuracy === null ? "" : (100 * accuracy).toFixed(2);
}

/** `2024-01-31` */
function dateOf({ batchesAtMs, period }: World, batch: number): string {
  const { year, month, day } = civilTime(batchesAtMs[batch] ?? 0, period.zone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}
