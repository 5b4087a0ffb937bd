/** The columns of the comparison: what each says, in which unit, and what it is sorted by. */
import type { Regret } from "../../preview/regrets.ts";
import type { PolicyResult, World } from "../../preview/types.ts";
import { fixed, percent, short } from "../../widgets/format.ts";

export interface Cell {
  readonly text: string;
  /** What the column is sorted by. */
  readonly sort: number | string;
  /** For files: a plain number, or nothing. */
  readonly plain: string;
  readonly tone?: "better" | "worse";
}

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Said on hover and to screen readers where the label is short. */
  readonly title: string;
}

export interface FigureColumn extends Column {
  /** `regret` is undefined while it is computed. */
  make(result: PolicyResult, world: World, regret: Regret | undefined): Cell;
  /** Whether the column says anything about these results; absent means yes. */
  shown?(all: readonly PolicyResult[]): boolean;
}

function number(value: number | null, text: (value: number) => string): Cell {
  if (value === null) return { text: "–", sort: Number.NEGATIVE_INFINITY, plain: "" };
  return { text: text(value), sort: value, plain: String(value) };
}

/** Carbon against the baseline, in percent. */
function delta(result: PolicyResult, world: World): Cell {
  const saved = result.savedVsBaselinePct;
  const plain = saved === null ? "" : String(saved === 0 ? 0 : -saved);
  if (result.policy === world.baseline) return { text: "baseline", sort: 0, plain };
  if (saved === null) return { text: "–", sort: 0, plain };
  const text = percent(-saved);
  if (text.startsWith("±")) return { text, sort: 0, plain };
  return { text, sort: -saved, plain, tone: saved > 0 ? "better" : "worse" };
}

export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  {
    id: "sci",
    label: "SCI",
    unit: "g / unit",
    title: "Software Carbon Intensity",
    make: (r) => number(r.sciGPerUnit, short),
  },
  {
    id: "carbon",
    label: "Carbon",
    unit: "g",
    title: "Operational and embodied carbon",
    make: (r) => number(r.carbonG, short),
  },
  { id: "delta", label: "Δ", unit: "%", title: "Carbon against the baseline", make: delta },
  {
    id: "regret",
    label: "Above best",
    unit: "%",
    title: "Carbon of its runs above the least that they could have emitted",
    make: (_, __, regret) =>
      regret === undefined
        ? { text: "…", sort: Number.NEGATIVE_INFINITY, plain: "" }
        : number(regret.regretPct, (v) => fixed(v, 1)),
  },
  {
    id: "cpu",
    label: "CPU-s × I",
    unit: "s × g/kWh",
    title: "Measured CPU-seconds × mean intensity while they ran",
    make: (r) => number(r.cpuSecondsTimesIntensity, (v) => fixed(v, 1)),
    shown: (all) => all.some((each) => each.cpuSecondsTimesIntensity > 0),
  },
  {
    id: "energy",
    label: "Energy",
    unit: "kWh",
    title: "Energy of the nodes, PUE included",
    make: (r) => number(r.energyKwh, short),
  },
  {
    id: "cost",
    label: "Cost",
    unit: "",
    title: "Node hours × price",
    make: (r) => number(r.cost, (v) => fixed(v, v < 1 ? 4 : 2)),
  },
  {
    id: "wait",
    label: "Mean wait",
    unit: "h",
    title: "Mean wait from asking to start",
    make: (r) => number(r.meanWaitH, (v) => fixed(v, 1)),
  },
  {
    id: "misses",
    label: "Missed",
    unit: "",
    title: "Deadline misses",
    make: (r) => number(r.deadlineMisses, (v) => fixed(v)),
  },
  {
    id: "accuracy",
    label: "Accuracy",
    unit: "%",
    title: "Mean accuracy over the batches",
    make: (r) => number(r.qualityMean, (v) => fixed(v * 100, 2)),
  },
  {
    id: "least",
    label: "Lowest",
    unit: "%",
    title: "Lowest accuracy of a batch",
    make: (r) => number(r.qualityMin, (v) => fixed(v * 100, 2)),
  },
  {
    id: "runs",
    label: "Runs",
    unit: "",
    title: "Runs that ended",
    make: (r) => number(r.runs, (v) => fixed(v)),
  },
  {
    id: "skipped",
    label: "Skipped",
    unit: "",
    title: "Requests ended without a run",
    make: (r) => number(r.skipped, (v) => fixed(v)),
  },
  {
    id: "units",
    label: "Units",
    unit: "",
    title: "Functional units served",
    make: (r) => number(r.units, (v) => fixed(v)),
  },
];
