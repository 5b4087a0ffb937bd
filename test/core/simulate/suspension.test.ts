import { describe, expect, it } from "vitest";
import type { Duration, Profile, Profiles } from "../../../engine/core/profile/profile.ts";
import { DEFAULT_PROFILE } from "../../../engine/core/profile/profile.ts";
import { expectRun } from "../../../engine/core/simulate/expectation.ts";
import { runOnVirtualClock } from "../../../engine/core/simulate/virtual-run.ts";
import { virtualWorld } from "../../../engine/core/simulate/virtual-world.ts";
import { MINUTE_MS } from "../../../engine/core/units/units.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { workflowOf } from "../../helpers/workflow.ts";
import { poolOf } from "./random-world.ts";

const OUTPUT = "outputs: { parameters: [{ name: decision, valueFrom: { supplied: {} } }] }";
const waiting = (suspend: string, more = "") =>
  planWorkflow(workflowOf("wf", "wait", `- { name: wait, suspend: ${suspend}${more} }`));

const minutes = (count: number): Duration => ({
  kind: "constant",
  durationMs: count * MINUTE_MS,
});

function resumed(suspend: NonNullable<Profile["suspend"]>): Profiles {
  return { default: DEFAULT_PROFILE, templates: { wait: { ...DEFAULT_PROFILE, suspend } } };
}

const NOBODY: Profiles = { default: DEFAULT_PROFILE, templates: {} };
const YES = { decision: { kind: "constant", text: "YES" } } as const;

function ended(plan: ReturnType<typeof waiting>, profiles: Profiles) {
  const { run, startMs, endMs } = runOnVirtualClock(plan, virtualWorld(profiles));
  const [node] = run.nodes;
  return [(endMs - startMs) / MINUTE_MS, node?.phase, node?.outputs?.parameters ?? {}] as const;
}

describe("a suspended node", () => {
  it.each([
    ["{}", "", NOBODY, [1, "Succeeded", {}]],
    ["{}", `, ${OUTPUT}`, NOBODY, [1, "Succeeded", { decision: "" }]],
    ["{ duration: 20m }", "", NOBODY, [20, "Succeeded", {}]],
    // Argo gives supplied outputs no value of its own when the time is over.
    ["{ duration: 20m }", `, ${OUTPUT}`, NOBODY, [20, "Error", {}]],
    [
      "{ duration: 20m }",
      `, ${OUTPUT}`,
      resumed({ parameters: YES }),
      [20, "Succeeded", { decision: "YES" }],
    ],
    [
      "{ duration: 20m }",
      `, ${OUTPUT}`,
      resumed({ resumeAfter: minutes(5), parameters: YES }),
      [5, "Succeeded", { decision: "YES" }],
    ],
    [
      "{ duration: 20m }",
      "",
      resumed({ resumeAfter: minutes(30), parameters: {} }),
      [20, "Succeeded", {}],
    ],
    ["{}", "", resumed({ resumeAfter: minutes(0), parameters: {} }), [0, "Succeeded", {}]],
  ])("with suspend: %s%s ends as it must", (suspend, more, profiles, expected) => {
    expect(ended(waiting(suspend, more), profiles)).toEqual(expected);
  });

  it("fails with what is wrong with its profile", () => {
    const resumeAfter = { kind: "formula", expression: "'soon'" } as const;
    const world = virtualWorld(resumed({ resumeAfter, parameters: {} }));
    const { run } = runOnVirtualClock(waiting("{}"), world);
    expect(run.nodes[0]).toMatchObject({ phase: "Failed" });
    expect(run.nodes[0]?.message).toContain("'soon'");
  });

  it("is expected to wait for the mean time", () => {
    const resumeAfter = { kind: "exponential", meanMs: 40 * MINUTE_MS } as const;
    const profiles = resumed({ resumeAfter, parameters: {} });
    for (const seed of [0, 1, 2]) {
      const plan = waiting("{}");
      const profileOf = plan.templates.map(() => DEFAULT_PROFILE);
      const expected = expectRun({ plan, profiles, profileOf, poolOf: () => poolOf(), seed }, 3);
      expect(expected.run.durationMs).toBe(40 * MINUTE_MS);
    }
  });
});
