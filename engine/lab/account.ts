/** The use case behind `account` and the Accounting screen: the audit of a scenario's policies. */
import type { Assumptions, Reaccounted, Tornado } from "../core/account/assumption-result.ts";
import { audit } from "../core/account/audit.ts";
import type { Audit } from "../core/account/audit-result.ts";
import type { Abatement } from "../core/account/cost-result.ts";
import { judge, reaccount } from "../core/account/judge.ts";
import { readAssumptions } from "../core/account/read-assumptions.ts";
import { tornado } from "../core/account/tornado.ts";
import { type Result, success } from "../core/issue.ts";
import { sitesOf } from "../core/site/site.ts";
import type { Timeline } from "../core/timeline/timeline.ts";
import type { FoundScenario } from "./scenario/open.ts";
import { type SimulateOptions, type Simulation, simulate } from "./simulate.ts";

export interface AccountOptions extends SimulateOptions {
  /** Assumptions in the place of the scenario's, as names and values. */
  readonly set?: readonly (readonly [name: string, value: string])[];
  /** Length of a step of the series. */
  readonly stepMs?: number;
}

export interface AuditedSimulation {
  readonly simulation: Simulation;
  /** In the order of the comparison, like `tornados`. */
  readonly audits: readonly Audit[];
  readonly abatement: readonly Abatement[];
  readonly tornados: readonly Tornado[];
  /** Null when no assumption was changed. */
  readonly reaccounted: Reaccounted | null;
}

export function accountScenario(
  found: FoundScenario,
  { set = [], stepMs, ...options }: AccountOptions,
): Result<AuditedSimulation> {
  const simulated = simulate(found, options);
  if (!simulated.ok) return simulated;
  const simulation = simulated.value;
  const { functionalUnit } = simulation.world;
  const assumptions = readAssumptions(set, functionalUnit);
  if (!assumptions.ok) return assumptions;
  const changed = set.length > 0 ? assumptions.value : undefined;
  return success(auditOf(simulation, changed, stepMs), simulated.warnings);
}

/** Audits all policies of an answer. */
export function auditOf(
  simulation: Simulation,
  assumptions?: Assumptions,
  stepMs?: number,
): AuditedSimulation {
  const { world, comparison } = simulation;
  const { timelines } = comparison;
  const sites = sitesOf(world);
  const step = stepMs === undefined ? {} : { stepMs };
  return {
    simulation,
    audits: timelines.map((each: Timeline) => audit(each, world, sites, step)),
    abatement: judge(timelines, world, sites).abatement,
    tornados: timelines.map(({ policy }) => tornado(timelines, world, sites, policy)),
    reaccounted: assumptions === undefined ? null : reaccount(timelines, world, sites, assumptions),
  };
}

/** The answer as other programs read it: the object that `lowtide account --json` prints. */
export function toAuditObject(audited: AuditedSimulation) {
  const { simulation, audits, abatement, tornados, reaccounted } = audited;
  const { world, logSha256 } = simulation;
  return {
    scenario: world.name,
    baseline: world.baseline,
    functionalUnit: world.functionalUnit,
    audits,
    abatement,
    tornados,
    reaccounted,
    assumptions: world.assumptions,
    logSha256,
  };
}
