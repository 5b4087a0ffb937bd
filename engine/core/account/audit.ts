/** The audit of one policy: its score by the specification, opened in every direction. */
import type { TraceData } from "../carbon/trace.ts";
import type { Site } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import { DAY_MS, type DurationMs } from "../units/units.ts";
import { account } from "./account.ts";
import { type AiTerms, aiViews } from "./ai-views.ts";
import { type Attribution, attribute } from "./attribute.ts";
import type { Audit, GridBasis, SciTerms, StepRow } from "./audit-result.ts";
import { BOUNDARY } from "./boundary.ts";
import { kindRows } from "./by-kind.ts";
import { poolRows } from "./by-pool.ts";
import type { Coefficients } from "./coefficients.ts";
import { conservationError } from "./conserve.ts";
import { costAudit } from "./cost-audit.ts";
import { evidenceOf, rungOf } from "./evidence.ts";
import { extraLines } from "./extra-costs.ts";
import { formulasOf } from "./formulas.ts";
import type { Account, Slice } from "./result.ts";
import { auditSeries } from "./series.ts";

export interface AuditedWorld extends Coefficients {
  readonly grid: { readonly trace: TraceData; readonly scoring?: TraceData };
  readonly ai?: AiTerms;
}

export interface AuditOptions {
  /** Length of a step of the series; a day when left out. */
  readonly stepMs?: DurationMs;
}

/** Pure; about as long as a few accounts. Asserts conservation as the account does. */
export function audit(
  timeline: Timeline,
  world: AuditedWorld,
  sites: readonly Site[],
  { stepMs = DAY_MS }: AuditOptions = {},
): Audit {
  const totals = account(timeline, world, sites);
  const byTemplate = attribute(timeline, sites);
  const pools = poolRows(byTemplate);
  const extra = extraLines(world.costs, timeline);
  const cost = costAudit(totals, byTemplate, extra);
  const terms = termsOf(totals, world);
  const decidedOn = basisOf(world.grid.trace);
  const scoredWith = basisOf(world.grid.scoring ?? world.grid.trace);
  const coefficients = byTemplate.places.map(({ pool }) => pool);
  const opened = pools.map((row, index) => ({
    ...row,
    coefficients: coefficients[index] as (typeof coefficients)[number],
  }));
  return {
    policy: timeline.policy,
    terms,
    byKind: kindRows(byTemplate, extra),
    byTemplate: templateRows(timeline, byTemplate),
    byStep: stepRows(timeline, sites),
    byPool: pools,
    series: auditSeries(timeline, sites, stepMs),
    evidence: evidenceOf(timeline, sites, attribute(timeline, sites, rungOf)),
    formulas: formulasOf({
      ...{ terms, cost, pools: opened, grid: scoredWith, unit: world.functionalUnit },
      transfer: byTemplate.transfer,
    }),
    cost,
    decidedOn,
    scoredWith,
    boundary: BOUNDARY,
    ai: aiViews(timeline, sites, byTemplate, world),
    conservationError: conservationError(timeline, byTemplate),
  };
}

function termsOf(totals: Account, { functionalUnit: { name } }: Coefficients): SciTerms {
  const { energyKwh, operationalG, embodiedG, carbonG, units, sciGPerUnit } = totals;
  const intensityGPerKwh = energyKwh > 0 ? operationalG / energyKwh : null;
  const terms = { energyKwh, intensityGPerKwh, operationalG, embodiedG, carbonG, units };
  if (sciGPerUnit !== null) return { ...terms, unitName: name, sciGPerUnit };
  const whyNone = `the period served no ${name}, and a rate per nothing is none`;
  return { ...terms, unitName: name, sciGPerUnit, whyNone };
}

function basisOf({ about }: TraceData): GridBasis {
  const { zone, signal, basis, source, edition, licence, synthetic } = about;
  return { zone, signal, basis, source, edition, licence, synthetic };
}

function templateRows({ pods }: Timeline, { byStep }: Attribution) {
  const counts = countBy(pods, ({ templateName }) => templateName);
  return Object.entries(byStep).map(([name, slice]) => ({
    ...{ name, pods: counts.get(name) ?? 0 },
    ...slice,
  }));
}

/** Display names are told apart by template as well: two templates may have a step of the same name. */
function stepRows(timeline: Timeline, sites: readonly Site[]): StepRow[] {
  const keyOf = ({ templateName, displayName }: PodRecord) =>
    JSON.stringify([displayName, templateName]);
  const counts = countBy(timeline.pods, keyOf);
  const { byStep } = attribute(timeline, sites, keyOf);
  return Object.entries(byStep).map(([key, slice]: [string, Slice]) => {
    const [name, template] = JSON.parse(key) as [string, string];
    return { name, template, pods: counts.get(key) ?? 0, ...slice };
  });
}

function countBy(pods: readonly PodRecord[], keyOf: (pod: PodRecord) => string) {
  const counts = new Map<string, number>();
  for (const pod of pods) counts.set(keyOf(pod), (counts.get(keyOf(pod)) ?? 0) + 1);
  return counts;
}
