/** The frontier under limits: nothing on it is beaten, nothing that breaks a limit is on it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestOf, type Placed, placed } from "../../../renderer/preview/sweep/frontier.ts";

const OBJECTIVES = ["meanWaitH", "qualityMean"] as const;

function candidateOf(policy: string, medians: readonly number[]) {
  const rest = { combination: 0, changes: [], feasible: true, onFrontier: false, knee: false };
  return { policy, medians, ...rest };
}

const candidates = fc.array(
  fc
    .tuple(
      fc.constantFrom("a", "b"),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([policy, wait, quality]) => candidateOf(policy, [wait, quality])),
  { maxLength: 30 },
);
const bounds = fc.tuple(
  fc.option(fc.integer({ min: 0, max: 9 })),
  fc.option(fc.integer({ min: 0, max: 9 })),
);

/** Less waiting and more accuracy, one of them for sure. */
function beats(a: Placed, b: Placed): boolean {
  const [wait, quality] = [0, 1].map(
    (axis) => (a.values[axis] as number) - (b.values[axis] as number),
  );
  return (wait as number) <= 0 && (quality as number) >= 0 && (wait !== 0 || quality !== 0);
}

describe("candidates under limits", () => {
  it("are on the frontier when they keep the limits and nothing that does beats them", () => {
    fc.assert(
      fc.property(candidates, bounds, (all, [most, least]) => {
        const found = placed(all, OBJECTIVES, [most, least]);
        for (const each of found) {
          const [wait, quality] = each.values as [number, number];
          const keeps = wait <= (most ?? wait) && quality >= (least ?? quality);
          const beaten = found.some((other) => other.feasible && beats(other, each));
          expect(each.feasible).toBe(keeps);
          expect(each.onFrontier).toBe(keeps && !beaten);
          if (each.knee) expect(each.onFrontier).toBe(true);
        }
        expect(found.filter(({ knee }) => knee).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("have a best one, which nothing that keeps the limits beats", () => {
    fc.assert(
      fc.property(candidates, bounds, (all, limits) => {
        const found = placed(all, OBJECTIVES, limits);
        const best = bestOf(found, OBJECTIVES, [1, 0]);
        const kept = found.filter(({ feasible }) => feasible);
        expect(best === undefined).toBe(kept.length === 0);
        if (best === undefined) return;
        expect(best.onFrontier).toBe(true);
        expect(best.values[1]).toBe(Math.max(...kept.map(({ values }) => values[1] as number)));
      }),
    );
  });

  it("are placed once where settings of a policy come to the same, and left out without a figure", () => {
    const found = placed(
      [
        candidateOf("a", [1, 2]),
        candidateOf("a", [1, 2]),
        candidateOf("b", [1, 2]),
        candidateOf("a", [null as unknown as number, 2]),
      ],
      OBJECTIVES,
      [null, null],
    );
    expect(found.map(({ candidate, alike }) => [candidate.policy, alike])).toEqual([
      ["a", 1],
      ["b", 0],
    ]);
  });
});
