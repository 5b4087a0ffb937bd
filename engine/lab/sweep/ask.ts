/** Turns what somebody wants to vary into a question: axes with values, policies, and a content key. */
import { createHash } from "node:crypto";
import { dirname, isAbsolute, resolve } from "node:path";
import type { StartSweepInput, SweepAxis } from "../../contract/sweep.ts";
import {
  failure,
  type Issue,
  IssueError,
  problem,
  type Result,
  success,
  unwrap,
} from "../../core/issue.ts";
import {
  MAX_AXES,
  MAX_AXIS_VALUES,
  MAX_GRID_FILE_BYTES,
  MAX_SWEEP_REPLAYS,
} from "../../core/limits.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import { type ParameterValue, pointCount } from "../../core/sweep/axes.ts";
import { METRIC_NAMES } from "../../core/sweep/metrics.ts";
import { valuesOfRange } from "../../core/sweep/range.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { checkScenario } from "../../formats/scenario/read.ts";
import { listFiles } from "../../io/files/list-files.ts";
import { readBytes } from "../../io/files/read-bytes.ts";
import { type Parameters, parametersByName, understand } from "../scenario/changes.ts";
import { type FoundScenario, readYamlFile } from "../scenario/open.ts";
import { titleOf, unitOf } from "../scenario/parameter-titles.ts";
import type { Parameter } from "../scenario/parameters.ts";
import { VERSION } from "../version.ts";
import type { SweepQuestion } from "./question.ts";

/** What the answers are labelled with. */
export interface SweepLabels {
  readonly axes: readonly SweepAxis[];
  readonly policies: readonly { readonly name: string; readonly title: string }[];
  readonly title: string;
  readonly functionalUnit: string;
  readonly currency: string;
  readonly synthetic: boolean;
}

export interface AskedSweep {
  readonly question: SweepQuestion;
  readonly labels: SweepLabels;
  readonly contentKey: string;
}

export type SweepWish = Omit<StartSweepInput, "scenario" | "workers">;

/** The question, or everything that is wrong with it; nothing is replayed yet. */
export function askSweep(found: FoundScenario, wish: SweepWish): Result<AskedSweep> {
  try {
    const yaml = unwrap(readYamlFile(found));
    const { document } = unwrap(checkScenario(yaml));
    const { spec } = document;
    const policies = unwrap(wantedPolicies(spec, wish.policies));
    const names = policies.map(({ name }) => name);
    const axes = unwrap(toAxes(wish.axes, parametersByName(yaml), spec, names));
    const replays = pointCount(axes) * policies.length;
    if (replays > MAX_SWEEP_REPLAYS) return failure([tooMany(replays)]);
    const question: SweepQuestion = {
      file: resolve(found.file),
      axes: axes.map(({ parameter, values, policy, uncertain }) => ({
        parameter,
        values,
        uncertain,
        ...(policy !== undefined && { policy }),
      })),
      policies: names,
      baseline: spec.baseline,
      ...(wish.data !== undefined && { data: resolve(wish.data) }),
    };
    const varied = axes.map(({ parameter }) => parameter);
    const ownGrid = !varied.includes("grid") && !varied.includes("zone");
    const labels: SweepLabels = {
      axes,
      policies,
      title: document.metadata.title,
      functionalUnit: spec.functionalUnit.name,
      currency: spec.cluster.nodePool.currency,
      synthetic: ownGrid && "synthetic" in spec.grid.trace,
    };
    const files = filesOf(question, [...parametersByName(yaml).values()]);
    return success({ question, labels, contentKey: contentKeyOf(question, files) });
  } catch (error) {
    if (error instanceof IssueError) return failure(error.issues);
    throw error;
  }
}

function wantedPolicies(
  { policies, baseline }: ScenarioDocument["spec"],
  wanted: readonly string[] = [],
): Result<SweepLabels["policies"]> {
  const issues: Issue[] = [];
  const chosen = new Set(wanted.length === 0 ? policies.map(({ name }) => name) : [baseline]);
  for (const [index, word] of wanted.entries()) {
    const fitting = policies.filter(({ name, type }) => name === word || type === word);
    for (const { name } of fitting) chosen.add(name);
    if (fitting.length > 0) continue;
    const known = policies.map(({ name }) => name);
    const where = { path: `policies[${index}]` };
    const message = `the scenario has no policy '${word}'`;
    issues.push(problem("policy/not-found", message, didYouMean(word, known), where));
  }
  if (issues.length > 0) return failure(issues);
  // In the order of the scenario, which is the order of the figures.
  const own = policies.filter(({ name }) => chosen.has(name));
  return success(own.map(({ name, title }) => ({ name, title: title ?? name })));
}

function toAxes(
  wishes: SweepWish["axes"],
  parameters: Parameters,
  spec: ScenarioDocument["spec"],
  policies: readonly string[],
): Result<SweepAxis[]> {
  const issues: Issue[] = [];
  const axes: SweepAxis[] = [];
  if (wishes.length === 0 || wishes.length > MAX_AXES) {
    const message = `a sweep varies 1 to ${MAX_AXES} parameters, not ${wishes.length}`;
    return failure([problem("sweep/axes", message, "Vary fewer, or fix some with one value.")]);
  }
  for (const [index, wish] of wishes.entries()) {
    const axis = toAxis(wish, parameters, `axes[${index}]`);
    if (!axis.ok) issues.push(...axis.issues);
    else {
      const wrong = misplaced(axis.value, axes, policies, `axes[${index}]`);
      if (wrong === undefined) axes.push(labelled(axis.value, spec));
      else issues.push(wrong);
    }
  }
  return issues.length > 0 ? failure(issues) : success(axes);
}

interface Expanded {
  readonly parameter: Parameter;
  readonly values: readonly ParameterValue[];
}

function toAxis(
  wish: SweepWish["axes"][number],
  parameters: Parameters,
  path: string,
): Result<Expanded> {
  const listed = "values" in wish ? success([...wish.values]) : valuesOfRange(wish);
  if (!listed.ok) return failure(listed.issues.map((issue) => ({ ...issue, path })));
  const issues: Issue[] = [];
  const values = new Set<ParameterValue>();
  let parameter: Parameter | undefined;
  for (const [index, value] of listed.value.entries()) {
    const at = `${path}.values[${index}]`;
    const understood = understand(parameters, { parameter: wish.parameter, value }, at);
    if (understood.ok) {
      parameter = understood.value.parameter;
      values.add(understood.value.value);
      continue;
    }
    const unknown = understood.issues[0]?.code === "sweep/unknown-parameter";
    if (unknown) {
      return failure(understood.issues.map((issue) => ({ ...issue, path: `${path}.parameter` })));
    }
    issues.push(...understood.issues);
  }
  if (parameter === undefined || issues.length > 0) return failure(issues);
  if (values.size > MAX_AXIS_VALUES) {
    const message = `'${wish.parameter}' has more than ${MAX_AXIS_VALUES} values`;
    return failure([problem("sweep/range", message, "Give fewer values.", { path })]);
  }
  return success({ parameter, values: [...values] });
}

function misplaced(
  { parameter: { name, policy } }: Expanded,
  before: readonly SweepAxis[],
  policies: readonly string[],
  path: string,
): Issue | undefined {
  if (before.some(({ parameter }) => parameter === name)) {
    const message = `'${name}' is varied twice`;
    return problem("sweep/axes", message, "Put all its values into one list.", { path });
  }
  if (policy === undefined || policies.includes(policy)) return undefined;
  const message = `'${name}' varies, but '${policy}' is not among the policies of the sweep`;
  return problem("sweep/axes", message, `Add the policy '${policy}'.`, { path });
}

function labelled({ parameter, values }: Expanded, spec: ScenarioDocument["spec"]): SweepAxis {
  const unit = unitOf(parameter);
  return {
    parameter: parameter.name,
    title: titleOf(parameter, spec.policies),
    ...(unit !== undefined && { unit }),
    ...(parameter.policy !== undefined && { policy: parameter.policy }),
    // Something that is only set to one value is no distribution.
    uncertain: parameter.uncertain && values.length > 1,
    values,
  };
}

function tooMany(replays: number): Issue {
  const message = `the sweep would have ${replays} replays, more than ${MAX_SWEEP_REPLAYS}`;
  const hint = "Give fewer values or fewer policies, or sweep in several parts.";
  return problem("sweep/too-large", message, hint, { path: "axes" });
}

/** Every file that an answer may depend on besides the scenario itself. */
function filesOf({ file, axes, data }: SweepQuestion, parameters: readonly Parameter[]): string[] {
  const beside = dirname(file);
  const valuesOf = (name: string) =>
    axes.find(({ parameter }) => parameter === name)?.values.map(String);
  const named = parameters.flatMap(({ name, field }) => {
    if (field.kind !== "file") return [];
    const values = valuesOf(name) ?? (field.current === undefined ? [] : [String(field.current)]);
    // A history of somebody's own is named from where they are; what a scenario names lies beside it.
    return values.map((value) => (name === "grid" ? resolve(value) : resolve(beside, value)));
  });
  const zones = valuesOf("zone") ?? [];
  const listed = data === undefined || zones.length === 0 ? undefined : listFiles(data, /\.csv$/);
  const histories = listed?.ok ? listed.value : [];
  const own = histories.filter((each) => zones.some((zone) => each.startsWith(`grid/${zone}_`)));
  return [file, ...named, ...own.map((each) => resolve(data as string, each))].filter(isAbsolute);
}

/** A sweep may be gone on with only where this is still the same. */
function contentKeyOf(question: SweepQuestion, files: readonly string[]): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([VERSION, METRIC_NAMES, question]));
  for (const file of files) {
    const bytes = readBytes(file, MAX_GRID_FILE_BYTES);
    hash.update(`\n${file}\n`).update(bytes.ok ? bytes.value : "missing");
  }
  return hash.digest("hex");
}
