import { describe, expect, it } from "vitest";
import { placeholderNotes, profilesOf } from "../../../engine/core/infer/placeholders.ts";
import {
  DEFAULT_PROFILE,
  NO_PROFILES,
  type Profile,
  type Profiles,
} from "../../../engine/core/profile/profile.ts";
import { planOf, RESULT, reader, runOf } from "./plans.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const saying = (make: Partial<Profile>): Profiles => ({
  ...NO_PROFILES,
  templates: { make: { ...DEFAULT_PROFILE, ...make } },
});
const constant = (text: string) => ({ kind: "constant", text }) as const;

/** Flips until it is heads; every flip is a template deeper. */
const FLIPS = planOf(`- name: main
  steps:
    - [{ name: make, template: make }]
    - - { name: again, template: main, when: "${RESULT} == tails" }
      - { name: done, template: take, when: "${RESULT} == heads" }
`);
const WAIT = (fields: string) =>
  planOf(`- name: main
  steps:
    - [{ name: wait, template: wait }]
    - [{ name: t, template: take, when: "{{steps.wait.outputs.parameters.say}} == YES" }]
- name: wait
  suspend: ${fields}
  outputs: { parameters: [{ name: say, valueFrom: { supplied: {} } }] }
`);

describe("without profiles", () => {
  it("a recursion that ends on a result ends, and takes both branches", () => {
    const runs = SEEDS.map((seed) => runOf(FLIPS, NO_PROFILES, seed));
    expect(new Set(runs.map(({ phase }) => phase))).toEqual(new Set(["Succeeded"]));
    expect(new Set(runs.map(({ nodes }) => nodes.length)).size).toBeGreaterThan(2);
  });

  it("a loop that comes back to its own template over a list ends", () => {
    const plan = planOf(`- name: main
  steps:
    - [{ name: make, template: make }]
    - [{ name: again, template: main, withParam: "${RESULT}" }]
`);
    for (const seed of SEEDS) expect(runOf(plan, NO_PROFILES, seed).phase).toBe("Succeeded");
    expect(placeholderNotes(plan, NO_PROFILES)[0]?.value).toMatchObject({ values: ["[]", "[1]"] });
  });

  it("a loop over what a loop gave runs", () => {
    const plan = planOf(`- name: main
  steps:
    - [{ name: make, template: make, withItems: [1, 2, 3] }]
    - - name: take
        template: take
        withParam: "{{steps.make.outputs.parameters}}"
        when: "{{item.p}} == even"
        arguments: { parameters: [{ name: x, value: "{{item.known}}" }] }
    - [{ name: all, template: take, withParam: "${RESULT}" }]
`);
    for (const seed of SEEDS) expect(runOf(plan, NO_PROFILES, seed).phase).toBe("Succeeded");
  });

  it("a suspended node is given what its readers can read", () => {
    const phases = SEEDS.map((seed) => runOf(WAIT("{}"), NO_PROFILES, seed).nodes.at(-1)?.phase);
    expect(new Set(phases)).toEqual(new Set(["Succeeded", "Skipped"]));
  });

  it("the same seed gives the same run", () => {
    for (const seed of SEEDS.slice(0, 5)) {
      expect(runOf(FLIPS, NO_PROFILES, seed)).toEqual(runOf(FLIPS, NO_PROFILES, seed));
    }
  });
});

describe("a profile", () => {
  it("that names an output has the last word", () => {
    const plan = reader(`when: "${RESULT} == a && {{steps.make.outputs.parameters.p}} == b"`);
    const said = saying({ result: constant("a"), parameters: { p: constant("b") } });
    expect(placeholderNotes(plan, NO_PROFILES).map(({ output }) => output)).toEqual([
      "result",
      "p",
    ]);
    expect(placeholderNotes(plan, said)).toEqual([]);
    for (const seed of SEEDS) {
      expect(runOf(plan, said, seed).nodes.at(-1)?.phase).toBe("Succeeded");
    }
  });

  it("that says nothing of an output leaves it to its placeholder", () => {
    const plan = reader(`when: "${RESULT} == a && {{steps.make.outputs.parameters.p}} == b"`);
    const said = saying({ result: constant("a") });
    expect(placeholderNotes(plan, said)).toMatchObject([
      { template: "make", of: "parameter", output: "p", kind: "choice", why: "compared with b" },
    ]);
  });

  it("is as it was where nothing is inferred", () => {
    const profiles = profilesOf(reader("when: 1 == 1"), NO_PROFILES);
    for (const profile of profiles) expect(profile).toBe(DEFAULT_PROFILE);
  });

  it("decides whether somebody resumes a node that goes on by itself", () => {
    const plan = WAIT("{ duration: 5m }");
    expect(placeholderNotes(plan, NO_PROFILES)).toEqual([]);
    // Argo has no value for a supplied output when the time is over.
    expect(runOf(plan, NO_PROFILES).phase).toBe("Failed");
    const asked: Profiles = { ...NO_PROFILES, default: { ...DEFAULT_PROFILE, suspend: NOBODY } };
    expect(placeholderNotes(plan, asked)).toHaveLength(1);
    expect(runOf(plan, asked).phase).toBe("Succeeded");
  });
});

const NOBODY = { parameters: {} };
