/** The bill, line by line, and what it costs to save carbon. */

import type { Attribution } from "./attribute.ts";
import type { PlaceAttribution } from "./attribute-place.ts";
import type { Abatement, AbatementCase, CostAudit, CostLine } from "./cost-result.ts";
import type { Account } from "./result.ts";

/** @param extra lines besides nodes, as the scenario states them */
export function costAudit(
  account: Pick<Account, "cost" | "currency" | "units">,
  attribution: Attribution,
  extra: readonly CostLine[],
): CostAudit {
  const { places, parts, transfer } = attribution;
  const nodes = places.flatMap(({ pool, site }, index): CostLine[] => {
    const { total, unused } = parts[index] as PlaceAttribution;
    const name = `${pool.name}, ${pool.vmSize}, ${site.name}`;
    const basis = `node time x price${pool.billing === undefined ? "" : ", by the billing rules"}${
      pool.commitment === undefined ? "" : ", committed nodes first"
    }`;
    const line: CostLine = { kind: "nodes", name, amount: total.cost - unused, basis };
    if (pool.commitment === undefined) return [line];
    const terms = `${pool.commitment.nodes} nodes x ${pool.commitment.pricePerHour} an hour, the hours not used`;
    return [line, { kind: "commitment", name: `${name}, committed`, amount: unused, basis: terms }];
  });
  const moved: CostLine[] =
    transfer.cost > 0
      ? [
          {
            kind: "transfer",
            name: "data between regions",
            amount: transfer.cost,
            basis: "GiB x price",
          },
        ]
      : [];
  const { cost, currency, units } = account;
  const perUnit = units > 0 ? cost / units : null;
  return { total: cost, currency, perUnit, lines: [...nodes, ...moved, ...extra] };
}

type Totals = Pick<Account, "policy" | "carbonG" | "cost">;

/** Relative; closer than this two policies emit, or cost, the same. */
const SAME = 1e-12;

/**
 * Marginal abatement cost: extra cost over carbon saved. Where a policy is better or worse in both, no price of
 * carbon makes a difference, and there is none to state.
 */
export function abatement(policy: Totals, baseline: Totals): Abatement {
  const extraCost = policy.cost - baseline.cost;
  const savedG = baseline.carbonG - policy.carbonG;
  const which = caseOf(policy, baseline);
  const priced = which === "cleaner-and-dearer" || which === "dirtier-and-cheaper";
  return {
    policy: policy.policy,
    baseline: baseline.policy,
    ...{ which, extraCost, savedG },
    perTonne: priced ? (extraCost / savedG) * 1e6 : null,
  };
}

function caseOf(policy: Totals, baseline: Totals): AbatementCase {
  const carbon = compared(policy.carbonG, baseline.carbonG);
  const cost = compared(policy.cost, baseline.cost);
  if (carbon === 0) return "same-carbon";
  if (carbon < 0) return cost > 0 ? "cleaner-and-dearer" : "cleaner-and-cheaper";
  return cost < 0 ? "dirtier-and-cheaper" : "dirtier-and-dearer";
}

/** Sign of a - b; 0 when they are equal but for rounding. */
export function compared(a: number, b: number): number {
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b)) ? 0 : Math.sign(a - b);
}
