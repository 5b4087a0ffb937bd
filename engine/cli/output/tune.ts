/** Tuned parameters as people read them: what was chosen, and what it was worth where it was not chosen. */
import type { PeriodFigures, Trial } from "../../core/sweep/held-out.ts";
import { preference } from "../../core/sweep/metrics.ts";
import type { Tuned, TuneWish } from "../../lab/sweep/tune.ts";
import { changesText, digits, labelOf } from "./sweep.ts";
import { formatTable } from "./table.ts";

export function formatTuned(wish: TuneWish, tuned: Tuned): string {
  const { defaults, chosen, hindsight, trials, uncertain } = tuned;
  const rows = [
    rowOf(wish, "default", defaults),
    ...(chosen ? [rowOf(wish, "best on training", chosen)] : []),
    ...(hindsight ? [rowOf(wish, "best in hindsight", hindsight)] : []),
  ];
  const over = uncertain.length === 0 ? "" : `, medians over ${uncertain.join(", ")}`;
  return [
    `${tuned.title}${tuned.synthetic ? " (SYNTHETIC grid history)" : ""}`,
    `Policy ${wish.policy}: ${trials.length} choices${over}`,
    `Training ${wish.training}, held out ${wish.heldOut}`,
    `Objective: ${objectiveText(wish, tuned)}${limitsText(wish)}`,
    "",
    formatTable(headerOf(wish, tuned), rows),
    "",
    ...verdict(tuned),
  ].join("\n");
}

function objectiveText({ objective }: TuneWish, tuned: Tuned): string {
  if (!objective.relative) {
    const metric = objective.terms[0]?.metric ?? "carbonG";
    return `${preference(metric) === "more" ? "most" : "least"} ${labelOf(metric, tuned)}`;
  }
  const terms = objective.terms.map(({ metric, weight }) => `${weight} x ${metric}`);
  return `least ${terms.join(" + ")}, each in shares of the default's`;
}

function limitsText({ limits }: TuneWish): string {
  return limits
    .map(({ metric, minimum, maximum }) =>
      maximum === undefined ? `, ${metric} >= ${minimum}` : `, ${metric} <= ${maximum}`,
    )
    .join("");
}

function headerOf({ objective, stated }: TuneWish, tuned: Tuned): string[] {
  const [first] = objective.terms;
  const name = objective.relative || !first ? "objective" : labelOf(first.metric, tuned);
  const others = stated.filter((metric) => objective.relative || metric !== first?.metric);
  return [
    "Choice",
    "With",
    `${name}, training`,
    `${name}, held out`,
    ...others.map((metric) => `${labelOf(metric, tuned)}, held out`),
    "",
  ];
}

function rowOf({ objective, stated }: TuneWish, name: string, trial: Trial): string[] {
  const { changes, training, heldOut } = trial;
  const [first] = objective.terms;
  const others = stated.filter((metric) => objective.relative || metric !== first?.metric);
  const value = (figures: PeriodFigures) =>
    objective.relative || !first ? figures.score : figures.medians[first.metric];
  return [
    name,
    changesText(changes) || "as the scenario has it",
    digits(value(training) ?? Number.NaN),
    digits(value(heldOut) ?? Number.NaN),
    ...others.map((metric) => digits(heldOut.medians[metric] ?? Number.NaN)),
    heldOut.feasible ? "" : "breaks a limit",
  ];
}

/** What the choice promised, what it kept, and what nobody could have had. */
function verdict({ defaults, chosen, hindsight }: Tuned): string[] {
  if (chosen === null) return ["No choice keeps the limits on the training period."];
  const gain = (trial: Trial, period: "training" | "heldOut") =>
    gainPct(defaults[period].score, trial[period].score);
  const [promised, kept] = [gain(chosen, "training"), gain(chosen, "heldOut")];
  const possible = hindsight === null ? null : gain(hindsight, "heldOut");
  const say = (value: number | null) => (value === null ? "unknown" : `${value.toFixed(2)} %`);
  return [
    `Better than the default by ${say(promised)} where it was chosen, by ${say(kept)} where it was not.`,
    `The best that the held-out period itself would have chosen: ${say(possible)}.`,
    ...(kept !== null && promised !== null && promised > 0 && kept <= 0
      ? ["Over-fitted: the gain does not carry over. Keep the default, or train on more periods."]
      : []),
  ];
}

export function gainPct(before: number | null, after: number | null): number | null {
  if (before === null || after === null || before === 0) return null;
  return ((before - after) / Math.abs(before)) * 100;
}

/** What `--json` prints. */
export function tunedObject(wish: TuneWish, tuned: Tuned) {
  const { policy, training, heldOut, objective, limits } = wish;
  const gain = (trial: Trial | null, period: "training" | "heldOut") =>
    trial === null ? null : gainPct(tuned.defaults[period].score, trial[period].score);
  return {
    policy,
    training,
    heldOut,
    objective,
    limits,
    gainPct: {
      training: gain(tuned.chosen, "training"),
      heldOut: gain(tuned.chosen, "heldOut"),
      hindsight: gain(tuned.hindsight, "heldOut"),
    },
    ...tuned,
  };
}
