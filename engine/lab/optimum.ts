/** The use case behind `lowtide optimum`: the best schedule of the runs that a policy made. */

import { isoInstant } from "../core/clock/civil.ts";
import { runPolicy } from "../core/compare/compare.ts";
import type { Proof } from "../core/compare/crowded-runs.ts";
import { type ScenarioOptimum, scenarioOptimum } from "../core/compare/scenario-optimum.ts";
import { failure, problem, type Result, success } from "../core/issue.ts";
import type { PolicySpec } from "../core/policy/spec.ts";
import type { World } from "../core/scenario/world.ts";
import { prepareWorld } from "../core/simulate/context.ts";
import type { DurationMs } from "../core/units/units.ts";
import { highsSolver } from "../io/solver/highs.ts";
import type { GridOverride } from "./scenario/grid.ts";
import { type FoundScenario, openWorld } from "./scenario/open.ts";
import { findPolicies } from "./simulate.ts";

export interface OptimumRequest {
  readonly grid?: GridOverride;
  readonly seed?: number;
  /** Whose runs are placed anew: name or type of a policy, or a file with one; else the baseline. */
  readonly policy?: string;
  /** Prove runs that share nodes with HiGHS, for at most so long for each group of them. */
  readonly milpLimitMs?: DurationMs;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface FoundOptimum {
  readonly world: World;
  readonly spec: PolicySpec;
  readonly optimum: ScenarioOptimum;
}

export async function findOptimum(
  found: FoundScenario,
  request: OptimumRequest,
): Promise<Result<FoundOptimum>> {
  const opened = openWorld(found, request);
  if (!opened.ok) return opened;
  const spec = onePolicy(opened.value, request.policy ?? opened.value.baseline);
  if (!spec.ok) return spec;
  const proof = await proofWith(request.milpLimitMs);
  if (!proof.ok) return proof;
  const world = { ...opened.value, policies: [spec.value] };
  const prepared = prepareWorld(world);
  const { timeline } = runPolicy(prepared, spec.value);
  const optimum = scenarioOptimum(prepared, timeline, {
    ...(proof.value && { proof: proof.value }),
    ...(request.onProgress && { onProgress: request.onProgress }),
  });
  return success({ world, spec: spec.value, optimum }, opened.warnings);
}

async function proofWith(limitMs: DurationMs | undefined): Promise<Result<Proof | undefined>> {
  if (limitMs === undefined) return success(undefined);
  const solver = await highsSolver();
  return solver.ok ? success({ solve: solver.value, limitMs }) : solver;
}

/** The one policy of that name, type or file. */
export function onePolicy(world: World, name: string): Result<PolicySpec> {
  const found = findPolicies(world, name);
  if (!found.ok) return found;
  const [first, second] = found.value;
  if (first !== undefined && second === undefined) return success(first);
  const names = found.value.map((spec) => spec.name).join(", ");
  const message = `${found.value.length} policies are of the type '${name}'`;
  return failure([problem("policy/several", message, `Name one of them: ${names}.`)]);
}

/** The answer as other programs read it; units are in the names. */
export function toOptimumObject({ world, spec, optimum }: FoundOptimum) {
  return {
    scenario: world.name,
    seed: world.seed,
    period: { from: isoInstant(world.period.fromMs), to: isoInstant(world.period.toMs) },
    grid: world.grid.trace.about,
    policy: spec.name,
    claim: optimum.claim,
    asReplayedG: optimum.asReplayedG,
    carbonG: optimum.carbonG,
    boundG: optimum.boundG,
    gapPct: optimum.gapPct,
    requests: optimum.requests.map((each) => ({
      request: each.request.index,
      askedAt: isoInstant(each.request.askedAtMs),
      deadline: isoInstant(each.request.deadlineMs),
      claim: each.claim,
      argument: each.argument,
      asReplayedG: each.asReplayedG,
      carbonG: each.carbonG,
      boundG: each.boundG,
      steps: each.parts.map(({ step, startMs, endMs }) => ({
        step,
        start: isoInstant(startMs),
        end: isoInstant(endMs),
      })),
    })),
  };
}
