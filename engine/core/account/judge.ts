/** The same timelines under other assumptions: who is best then, and which conclusions do not survive. */
import { assert } from "../assert.ts";
import type { Site } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { account } from "./account.ts";
import { assume, idleAssumptions } from "./assume.ts";
import type { Assumptions, Flip, Judged, Judgement, Reaccounted } from "./assumption-result.ts";
import type { AuditedWorld } from "./audit.ts";
import { abatement, compared } from "./cost-audit.ts";
import type { Account } from "./result.ts";

export interface JudgedWorld extends AuditedWorld {
  /** Name of the policy that the others are compared with. */
  readonly baseline: string;
}

export const DECISIONS_STAY =
  "Decisions do not change: policies decided on the grid, the prices and the expectations of the scenario as it " +
  "stands, and the same timelines are accounted anew.";

/** @param timelines of all policies, the baseline's among them */
export function judge(
  timelines: readonly Timeline[],
  world: JudgedWorld,
  sites: readonly Site[],
  assumptions: Assumptions = {},
): Judgement {
  const assumed = assume(world, sites, assumptions);
  const accounts = timelines.map((each) => account(each, assumed.world, assumed.sites));
  const baseline = accounts.find(({ policy }) => policy === world.baseline);
  assert(baseline !== undefined, () => `the baseline '${world.baseline}' is one of the policies`);
  const policies = accounts.map((each) => judged(each, baseline));
  return {
    policies,
    bySci: ranked(policies, ({ sciGPerUnit }) => sciGPerUnit),
    byCost: ranked(policies, ({ cost }) => cost),
    abatement: accounts
      .filter((each) => each !== baseline)
      .map((each) => abatement(each, baseline)),
  };
}

function judged(own: Account, baseline: Account): Judged {
  const { policy, sciGPerUnit, carbonG, energyKwh, cost, units } = own;
  const saved = baseline.carbonG - carbonG;
  const savedPct = baseline.carbonG > 0 ? (saved / baseline.carbonG) * 100 : null;
  return { policy, sciGPerUnit, carbonG, energyKwh, cost, units, savedPct };
}

/** Names, least first; sorting is stable, so equals stay as they were. */
function ranked(policies: readonly Judged[], of: (each: Judged) => number | null): string[] {
  const orInfinity = (each: Judged) => of(each) ?? Number.POSITIVE_INFINITY;
  const sorted = policies.toSorted((a, b) => {
    const [left, right] = [orInfinity(a), orInfinity(b)];
    return left === right ? 0 : left - right;
  });
  return sorted.map(({ policy }) => policy);
}

/** Accounts the same timelines as they were and under the assumptions, and says what flips. */
export function reaccount(
  timelines: readonly Timeline[],
  world: JudgedWorld,
  sites: readonly Site[],
  assumptions: Assumptions,
  before: Judgement = judge(timelines, world, sites),
): Reaccounted {
  const after = judge(timelines, world, sites, assumptions);
  return {
    assumptions,
    before,
    after,
    flips: flipsBetween(before, after),
    idle: idleAssumptions(world, sites, assumptions),
    note: DECISIONS_STAY,
  };
}

/** Orders of pairs, and signs of savings, that a change turned. What was equal before was no conclusion. */
export function flipsBetween(before: Judgement, after: Judgement): Flip[] {
  return [
    ...orderFlips("sci-order", before, after, ({ sciGPerUnit }) => sciGPerUnit),
    ...orderFlips("cost-order", before, after, ({ cost }) => cost),
    ...signFlips(before, after),
  ];
}

function orderFlips(
  kind: "sci-order" | "cost-order",
  before: Judgement,
  after: Judgement,
  of: (each: Judged) => number | null,
): Flip[] {
  const order = ({ policies }: Judgement, i: number, j: number) => {
    const [a, b] = [of(policies[i] as Judged), of(policies[j] as Judged)];
    return a === null || b === null ? 0 : compared(a, b);
  };
  return before.policies.flatMap(({ policy }, i) =>
    before.policies.slice(i + 1).flatMap((other, offset): Flip[] => {
      const j = i + 1 + offset;
      const [was, is] = [order(before, i, j), order(after, i, j)];
      if (was === 0 || was === is) return [];
      const [first, second] = was < 0 ? [policy, other.policy] : [other.policy, policy];
      return [{ kind, first, second, now: is === 0 ? "equal" : "reversed" }];
    }),
  );
}

function signFlips(before: Judgement, after: Judgement): Flip[] {
  return before.policies.flatMap(({ policy, savedPct: beforePct }, index): Flip[] => {
    const afterPct = after.policies[index]?.savedPct ?? null;
    if (beforePct === null || afterPct === null) return [];
    const sign = (pct: number) => (Math.abs(pct) < NO_SAVING_PCT ? 0 : Math.sign(pct));
    if (sign(beforePct) === 0 || sign(beforePct) === sign(afterPct)) return [];
    return [{ kind: "saving-sign", policy, beforePct, afterPct }];
  });
}

/** What rounding may leave of a policy that emits what the baseline emits. */
const NO_SAVING_PCT = 1e-9;
