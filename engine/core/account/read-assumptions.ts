/** Assumptions as people write them: names and values, checked; what is wrong is an issue. */
import { failure, type Issue, problem, type Result, success } from "../issue.ts";
import { didYouMean } from "../text/nearest.ts";
import type { Assumptions } from "./assumption-result.ts";
import type { FunctionalUnit } from "./coefficients.ts";

interface Bounds {
  readonly least: number;
  readonly most: number;
}

const NUMBERS = {
  pue: { least: 1, most: 5 },
  pueFactor: { least: 0.1, most: 10 },
  lifespanYears: { least: 0.1, most: 50 },
  embodiedFactor: { least: 0, most: 100 },
  powerFactor: { least: 0.01, most: 100 },
  idlePowerFactor: { least: 0, most: 100 },
  spotPriceFactor: { least: 0, most: 100 },
} as const satisfies Readonly<Partial<Record<keyof Assumptions, Bounds>>>;

const UNITS = ["perRun", "perDay", "perBatch", "perModelVersion"] as const;
const UNIT: Bounds = { least: 1e-12, most: 1e15 };
const SCORED = ["deciding", "scoring"] as const;

/** Names of all that may be assumed otherwise. */
export const ASSUMPTION_NAMES = [...Object.keys(NUMBERS), "scoredWith", ...UNITS] as const;

/**
 * @param pairs names with values; of the functional unit one count, such as `perRun`
 * @param unit the functional unit whose name stays
 */
export function readAssumptions(
  pairs: readonly (readonly [name: string, value: string])[],
  unit: FunctionalUnit,
): Result<Assumptions> {
  const issues: Issue[] = [];
  let assumptions: Assumptions = {};
  for (const [name, value] of pairs) {
    const read = readOne(name, value, unit);
    if ("issue" in read) issues.push(read.issue);
    else assumptions = { ...assumptions, ...read.assumptions };
  }
  return issues.length > 0 ? failure(issues) : success(assumptions);
}

type Read = { readonly issue: Issue } | { readonly assumptions: Assumptions };

function readOne(name: string, text: string, unit: FunctionalUnit): Read {
  if (name === "scoredWith") {
    const scoredWith = SCORED.find((each) => each === text);
    if (scoredWith !== undefined) return { assumptions: { scoredWith } };
    return wrong(`'${text}' is no trace to score with`, didYouMean(text, SCORED));
  }
  const count = UNITS.find((each) => each === name);
  const number = (Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).find((each) => each === name);
  const bounds = number === undefined ? count && UNIT : NUMBERS[number];
  if (bounds === undefined) {
    return wrong(`there is no assumption '${name}'`, didYouMean(name, ASSUMPTION_NAMES));
  }
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= bounds.least && value <= bounds.most)) {
    const hint = `Give a number from ${bounds.least} to ${bounds.most}.`;
    return wrong(`'${text}' is no value of ${name}`, hint);
  }
  if (count === undefined) return { assumptions: { [name]: value } };
  const plain = { name: unit.name, perRun: 0, perDay: 0, perBatch: 0, perModelVersion: 0 };
  return { assumptions: { functionalUnit: { ...plain, [count]: value } } };
}

function wrong(message: string, hint: string): Read {
  return { issue: problem("account/assumption", message, hint) };
}
