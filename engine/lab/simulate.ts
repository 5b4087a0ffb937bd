/** The use case behind `simulate` and the Explore screen: one scenario under its policies. */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { compareRuns, runPolicy } from "../core/compare/compare.ts";
import { type JudgedComparison, withRegret } from "../core/compare/regret.ts";
import { failure, type Issue, problem, type Result, success } from "../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../core/limits.ts";
import type { PolicySpec } from "../core/policy/spec.ts";
import type { World } from "../core/scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../core/simulate/context.ts";
import { ReplayLog } from "../core/simulate/log.ts";
import type { Change } from "../core/sweep/axes.ts";
import { didYouMean } from "../core/text/nearest.ts";
import type { CatalogueFile } from "../formats/catalogue/read.ts";
import { readPolicyFile } from "../formats/scenario/read.ts";
import { readText } from "../io/files/read-text.ts";
import { type ChangedScenario, changedScenario, parametersByName } from "./scenario/changes.ts";
import { deadlineIssues } from "./scenario/deadline.ts";
import type { GridOverride } from "./scenario/grid.ts";
import { Memo } from "./scenario/memo.ts";
import { type FoundScenario, readDocument, readYamlFile } from "./scenario/open.ts";
import { resolvePolicy } from "./scenario/policies.ts";
import { faultIssues } from "./scenario/policy-fault.ts";
import { policyChecks, resolveScenario } from "./scenario/resolve.ts";
import { readerFor } from "./scenario/sources.ts";

export interface SimulateOptions {
  readonly grid?: GridOverride;
  readonly seed?: number;
  /** A user's catalogue of VM sizes and prices, over the built-in one. */
  readonly catalogue?: CatalogueFile;
  /** Names or types of policies, or files with one; all when left out. The baseline always runs. */
  readonly policies?: readonly string[];
  /** Put in the place of what the scenario says: a point of a sweep. */
  readonly changes?: readonly Change[];
  /** Folder of grid histories, for a change of `zone`. */
  readonly data?: string;
  /** Told after each policy. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Simulation {
  readonly world: World;
  readonly warnings: readonly Issue[];
  readonly comparison: JudgedComparison;
  /** Event logs of all policies, one after another. */
  readonly log: string;
  readonly logSha256: string;
}

export function simulate(found: FoundScenario, options: SimulateOptions): Result<Simulation> {
  const changed = openChanged(found, options);
  if (!changed.ok) return changed;
  const { scenario, options: fromChanges } = changed.value;
  const { grid, seed, catalogue } = options;
  const resolving = {
    ...fromChanges,
    ...(grid && { grid }),
    ...(seed !== undefined && { seed }),
    ...(catalogue && { catalogue }),
  };
  const resolved = resolveScenario(scenario, readerFor(dirname(found.file)), resolving);
  if (!resolved.ok) return resolved;
  const world = choosePolicies(resolved.value, options.policies);
  if (!world.ok) return world;
  const prepared = prepareWorld(world.value);
  const late = deadlineIssues(prepared, scenario.locate);
  if (late.length > 0) return failure(late);
  try {
    return success(answer(prepared, resolved.warnings, options.onProgress), resolved.warnings);
  } catch (error) {
    return failure(faultIssues(error, resolved.value, scenario.locate));
  }
}

function openChanged(
  found: FoundScenario,
  { changes = [], data }: SimulateOptions,
): Result<ChangedScenario> {
  if (changes.length === 0) {
    const document = readDocument(found);
    return document.ok ? success({ scenario: document.value, options: {} }) : document;
  }
  const yaml = readYamlFile(found);
  if (!yaml.ok) return yaml;
  const parameters = parametersByName(yaml.value);
  return changedScenario(yaml.value, parameters, changes, new Memo(), data);
}

function answer(
  prepared: PreparedWorld,
  warnings: readonly Issue[],
  onProgress: SimulateOptions["onProgress"],
): Simulation {
  const { world } = prepared;
  const logs = world.policies.map((spec) => new ReplayLog(spec, world.seed));
  const runs = world.policies.map((spec, index) => {
    const run = runPolicy(prepared, spec, logs[index]?.observe);
    onProgress?.(index + 1, world.policies.length);
    return run;
  });
  const log = logs.map((each) => each.text).join("");
  return {
    world,
    warnings,
    comparison: withRegret(world, compareRuns(runs, world.baseline), prepared),
    log,
    logSha256: createHash("sha256").update(log).digest("hex"),
  };
}

/** The world with the wanted policies and its baseline; all of them when none is named. */
export function choosePolicies(world: World, wanted: readonly string[] | undefined): Result<World> {
  if (wanted === undefined || wanted.length === 0) return success(world);
  const chosen = new Map<string, PolicySpec>();
  const issues: Issue[] = [];
  for (const name of wanted) {
    const found = findPolicies(world, name);
    if (found.ok) for (const spec of found.value) chosen.set(spec.name, spec);
    else issues.push(...found.issues);
  }
  if (issues.length > 0) return failure(issues);
  const baseline = world.policies.find((spec) => spec.name === world.baseline) as PolicySpec;
  const policies = chosen.has(baseline.name)
    ? [...chosen.values()]
    : [baseline, ...chosen.values()];
  return success({ ...world, policies });
}

/** Policies of that name, else all of that type, else the one in that file. */
export function findPolicies(world: World, name: string): Result<PolicySpec[]> {
  const matching = world.policies.filter((spec) => spec.name === name);
  if (matching.length > 0) return success(matching);
  const ofType = world.policies.filter((spec) => spec.type === name);
  if (ofType.length > 0) return success(ofType);
  if (/\.ya?ml$/.test(name)) return policyFromFile(world, name);
  const known = world.policies.map((spec) => spec.name);
  const hint = didYouMean(name, known);
  return failure([problem("policy/not-found", `the scenario has no policy '${name}'`, hint)]);
}

function policyFromFile(world: World, file: string): Result<PolicySpec[]> {
  const text = readText(file, MAX_DOCUMENT_BYTES);
  if (!text.ok) return text;
  const document = readPolicyFile(text.value, file);
  if (!document.ok) return document;
  const spec = resolvePolicy(document.value, world.period, (path) => ({
    file,
    path: ["spec", ...path].join("."),
  }));
  if (!spec.ok) return spec;
  const issues = policyChecks({ ...world, policies: [spec.value] }, () => ({ file }));
  return issues.length > 0 ? failure(issues) : success([spec.value]);
}
