/** The optimum as people read it in a terminal: a row for each run, totals, and what they are. */
import { civilTime, isoInstant } from "../../core/clock/civil.ts";
import type { Part } from "../../core/compare/run-optimum.ts";
import type { RequestOptimum, ScenarioOptimum } from "../../core/compare/scenario-optimum.ts";
import { sumOf } from "../../core/math/sum.ts";
import { DAY_MS, type InstantMs } from "../../core/units/units.ts";
import type { FoundOptimum } from "../../lab/optimum.ts";
import { formatTable } from "./table.ts";

const HEADER = [
  "Asked at (UTC), starts of steps",
  "As replayed g",
  "Best g",
  "Saved %",
  "Bound g",
  "Gap %",
  "Best is",
];

const MEANINGS: Readonly<Record<ScenarioOptimum["claim"], string>> = {
  exact: "Exact: no schedule of these runs that keeps the deadlines emits less.",
  "exact (MILP)":
    "Exact: no schedule of these runs that keeps the deadlines emits less; HiGHS proved it for runs that share nodes.",
  "lower bound":
    "Not proven: the best schedule found is above the bound by the gap; no schedule is below the bound.",
};

export function formatOptimum({ world, spec, optimum }: FoundOptimum): string {
  const { requests } = optimum;
  const head = [
    world.title,
    `${isoInstant(world.period.fromMs)} to ${isoInstant(world.period.toMs)}, seed ${world.seed}`,
    `Runs of the policy ${spec.title}, placed anew with the grid's future known`,
    "",
  ];
  if (requests.length === 0) {
    return [
      ...head,
      "No run of this policy ended in the period, so there is nothing to place.",
    ].join("\n");
  }
  const total = figures("All runs", optimum);
  const reasons = Map.groupBy(requests, ({ argument }) => argument);
  return [
    ...head,
    formatTable(HEADER, [...requests.map(row), total]),
    "",
    MEANINGS[optimum.claim],
    ...(sumsUp(optimum) ? [] : [SHARED]),
    ...[...reasons].map(([argument, own]) => `- ${own.length} of ${requests.length}: ${argument}`),
    "Counted are the pods: their power, the idle power that they reserve, and PUE. Nodes are there when wanted.",
  ].join("\n");
}

const SHARED =
  "The bound of all runs is above the sum of theirs: it counts that they share the CPUs of the pool.";

function sumsUp({ boundG, requests }: ScenarioOptimum): boolean {
  const sum = sumOf(requests.map((each) => each.boundG));
  return boundG <= sum * (1 + 1e-9);
}

function row(each: RequestOptimum): string[] {
  const { askedAtMs } = each.request;
  const starts = each.parts.map(({ step, startMs }, at) => {
    const name = isFirst(each.parts, at) ? ` ${step}` : ` ${step} again`;
    return `${clock(startMs, askedAtMs)}${name}`;
  });
  const asked = isoInstant(askedAtMs).slice(0, 16).replace("T", " ");
  return figures(`${asked}: ${starts.join(", ")}`, each);
}

function isFirst(parts: readonly Part[], at: number): boolean {
  return parts.findIndex(({ step }) => step === parts[at]?.step) === at;
}

type Figures = Pick<RequestOptimum, "asReplayedG" | "carbonG" | "boundG" | "claim">;

function figures(name: string, { asReplayedG, carbonG, boundG, claim }: Figures): string[] {
  const saved = asReplayedG > 0 ? ((asReplayedG - carbonG) / asReplayedG) * 100 : 0;
  const gap = boundG > 0 ? ((carbonG - boundG) / boundG) * 100 : 0;
  return [
    name,
    grams(asReplayedG),
    grams(carbonG),
    saved.toFixed(1),
    grams(boundG),
    gap.toFixed(2),
    claim === "lower bound" ? "not proven" : claim,
  ];
}

/** Small runs have their figures behind the point. */
function grams(value: number): string {
  return value >= 100 ? value.toFixed(1) : value.toPrecision(4);
}

/** Time of day in UTC, with the days since asking. */
function clock(atMs: InstantMs, askedAtMs: InstantMs): string {
  const { hour, minute } = civilTime(atMs);
  const days = Math.floor(atMs / DAY_MS) - Math.floor(askedAtMs / DAY_MS);
  const time = [hour, minute].map((each) => String(each).padStart(2, "0")).join(":");
  return days === 0 ? time : `${time}+${days}d`;
}
