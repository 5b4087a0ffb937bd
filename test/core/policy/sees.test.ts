import fc from "fast-check";
import { expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide, POLICY_RULES } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { ALL_SPECS } from "./specs.ts";

/** Writes down which fields of its input a policy reads. */
function watched(input: PolicyInput): { input: PolicyInput; read: Set<string> } {
  const read = new Set<string>();
  const handler: ProxyHandler<PolicyInput> = {
    get(target, key) {
      read.add(String(key));
      return Reflect.get(target, key);
    },
  };
  return { input: new Proxy(input, handler), read };
}

const values = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 100, maxLength: 100 });

it.each(ALL_SPECS.map((spec) => [spec.type, spec]))("%s reads what it says it sees", (_, spec) => {
  const sees = new Set<string>(POLICY_RULES[(spec as PolicySpec).type].sees);
  const everRead = new Set<string>();
  fc.assert(
    fc.property(values, fc.nat(10), fc.boolean(), fc.nat(3), (gPerKwh, hour, running, ran) => {
      const trace = new CarbonTrace(traceOf(gPerKwh, HOUR_MS));
      const nowMs = hour * HOUR_MS;
      const { input, read } = watched(
        inputOf(trace, nowMs, {
          running,
          ranMs: running ? ran * HOUR_MS : 0,
          checkpoint: ran === 1 ? undefined : { saveMs: 0, restoreMs: 0 },
          throughput: ran === 2 ? [1, 1.8] : [1],
          memo: running && ran === 3 ? [1] : undefined,
          subject: hour > 2 ? { kind: "step", template: "t", importance: 0.5 } : { kind: "run" },
          plannedMs: hour > 5 ? nowMs : undefined,
          accuracyLoss: 0.02,
        }),
      );
      decide(spec as PolicySpec, input);
      for (const key of read) everRead.add(key);
    }),
  );
  expect([...everRead].filter((key) => !sees.has(key))).toEqual([]);
});
