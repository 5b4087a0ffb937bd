import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { policySchema } from "../../engine/core/scenario/policy-schema.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { resolvePolicy } from "../../engine/lab/scenario/policies.ts";

const period = { fromMs: 0, toMs: DAY_MS, zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] } };

function resolved(document: object): unknown {
  const read = policySchema.parse({ name: "p", ...document });
  return unwrap(resolvePolicy(read, period, () => ({ path: "" })));
}

describe("a policy document", () => {
  it.each([
    [{ type: "all-jobs-wait", maxWait: "6h" }, { maxWaitMs: 6 * HOUR_MS }],
    [{ type: "all-jobs-wait" }, {}],
    [{ type: "lowest-slot", maxWait: "0s" }, { maxWaitMs: 0 }],
    [{ type: "carbon-time", every: "1h" }, { everyMs: HOUR_MS }],
    [{ type: "carbon-time", steps: ["train"] }, { steps: ["train"] }],
    [{ type: "wait-awhile" }, { replan: true }],
    [
      { type: "wait-awhile", slot: "30m", replan: false },
      { slotMs: 30 * MINUTE_MS, replan: false },
    ],
    [
      { type: "ecovisor", maxWait: "1d" },
      { quantile: 0.3, maxWaitMs: DAY_MS },
    ],
    [
      { type: "carbon-scaler", slot: "1h" },
      { slotMs: HOUR_MS, replan: true },
    ],
    [{ type: "cap", minimumCpu: 8 }, { minimumCpu: 8 }],
    [{ type: "pcaps" }, { gamma: 0.5 }],
  ])("%j is resolved to plain data", (document, expected) => {
    const { type } = document;
    expect(resolved(document)).toEqual({ name: "p", title: "p", type, ...expected });
  });

  it("names the rule that reserved-first falls back on", () => {
    const document = JSON.parse(
      '{"type":"reserved-first","then":"carbon-time","every":"1h","maxWait":"1d"}',
    );
    expect(resolved(document)).toEqual({
      name: "p",
      title: "p",
      type: "reserved-first",
      rule: "carbon-time",
      everyMs: HOUR_MS,
      maxWaitMs: DAY_MS,
    });
  });

  it.each([
    [{ type: "carbon-time", every: "1m" }, ["every"], "the duration is not from 5m to 7d"],
    [{ type: "all-jobs-wait", maxWait: "400d" }, ["maxWait"], "is not from 0s to 366d"],
    [{ type: "all-jobs-wait", maxWait: "soon" }, ["maxWait"], "not a duration"],
    [{ type: "ecovisor", quantile: 1.1 }, ["quantile"], "1"],
    [{ type: "pcaps", gamma: -0.1 }, ["gamma"], "0"],
    [{ type: "cap", minimumCpu: 1.5 }, ["minimumCpu"], "int"],
    [{ type: "cap" }, ["minimumCpu"], "number"],
    [{ type: "wait-awhile", every: "1h" }, [], "every"],
  ])("%j is refused, and where is said", (document, path, message) => {
    const { error } = policySchema.safeParse({ name: "p", ...document });
    expect(error?.issues.map((issue) => issue.path)).toContainEqual(path);
    expect(error?.issues.map((issue) => issue.message).join(" ")).toContain(message);
  });
});
