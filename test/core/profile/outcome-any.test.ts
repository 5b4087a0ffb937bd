import fc from "fast-check";
import { expect, it } from "vitest";
import { DrawTable } from "../../../engine/core/profile/draws.ts";
import { outcomeOf } from "../../../engine/core/profile/outcome.ts";
import { MAX_POD_MS, type Profile } from "../../../engine/core/profile/profile.ts";
import { constant, formula, lasting, podOf, profileOf } from "./pods.ts";

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("1", "inputs", "inputs.parameters.x", "1 +", "((("),
);
const value = fc.oneof(
  text.map(constant),
  text.map(formula),
  fc.record({
    kind: fc.constant("sequence" as const),
    values: fc.array(fc.string()),
    cycle: fc.boolean(),
    by: fc.constantFrom("occurrence" as const, "attempt" as const),
  }),
  fc.record({
    kind: fc.constant("choice" as const),
    values: fc.array(fc.string()),
    weights: fc.array(fc.double({ min: 0, noNaN: true })),
  }),
  fc.record({ kind: fc.constant("integer" as const), min: fc.nat(), max: fc.nat() }),
);
const profiles: fc.Arbitrary<Profile> = fc
  .record({
    work: fc.oneof(
      text.map((expression) => lasting(formula(expression)).work),
      fc.record({
        kind: fc.constant("measured" as const),
        cpuSeconds: fc.array(fc.integer({ min: 0, max: 100_000 })),
        byPolicy: fc.constant({}),
      }),
    ),
    exitCode: fc.nat(255),
    result: value,
    parameters: fc.dictionary(fc.string(), value),
  })
  .map((fields) => profileOf(fields));

it("never throws, and an outcome is always one that a run can take", () => {
  fc.assert(
    fc.property(
      profiles,
      fc.nat(),
      fc.nat(20),
      fc.string(),
      fc.dictionary(fc.string(), fc.string()),
      (profile, seed, count, nodeName, inputs) => {
        const outputs = Object.keys(profile.parameters).map((name) => ({ name }));
        const pod = podOf({
          nodeName,
          inputs,
          outputs,
          occurrence: count,
          attempt: count,
          request: count,
          draws: new DrawTable(seed),
        });
        const outcome = outcomeOf(profile, pod);
        expect(Number.isSafeInteger(outcome.durationMs)).toBe(true);
        expect(outcome.durationMs).toBeGreaterThanOrEqual(0);
        expect(outcome.durationMs).toBeLessThanOrEqual(MAX_POD_MS);
        expect(outcome.phase === "Succeeded").toBe(outcome.exitCode === 0);
        const names = outcome.phase === "Error" ? [] : outputs.map(({ name }) => name);
        expect(Object.keys(outcome.parameters).sort()).toEqual(names.sort());
        expect(outcomeOf(profile, { ...pod, draws: new DrawTable(seed) })).toEqual(outcome);
      },
    ),
    { numRuns: 500 },
  );
});
