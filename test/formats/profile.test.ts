import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../engine/core/profile/profile.ts";
import { checkTemplates } from "../../engine/formats/profile/check.ts";
import { readProfiles } from "../../engine/formats/profile/read.ts";
import { mutated } from "../helpers/mutate.ts";

const HEAD = "apiVersion: lowtide.dev/v1\nkind: Profiles\n";

/** A document with one profile, written as a flow mapping on line 5 from column 12. */
const one = (profile: string) => `${HEAD}spec:\n  templates:\n    train: ${profile}\n`;

const FULL = `${HEAD}spec:
  seed: 7
  default: { duration: 30s }
  templates:
    fetch: { duration: 10m, variation: 0.2, utilisation: 0.3 }
    prepare: { duration: { distribution: triangular, min: 1m, mode: 2m, max: 9m } }
    train:
      duration: { expression: "asInt(inputs.parameters.rows) / 1000" }
      exitCode: { sequence: [1, 0], by: attempt }
      failure: { probability: 0.1, error: true, attempts: 2 }
      message: "node lost"
      parameters:
        accuracy: { choice: ["0.7", "0.8"], weights: [1, 3] }
        epochs: { integer: { min: 1, max: 9 } }
    flip: { result: { sequence: [tails, tails, heads] } }
    approve: { suspend: { resumeAfter: 2h, parameters: { decision: YES } } }
    library/score: { cpuSeconds: { measured: [12.5] } }
`;

function issuesOf(text: string) {
  const result = readProfiles(text, "profiles.yaml");
  return result.ok ? [] : result.issues;
}

function profileIn(text: string): Profile | undefined {
  const result = readProfiles(text, "profiles.yaml");
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value.profiles.templates.train : undefined;
}

describe("readProfiles", () => {
  it("reads every form", () => {
    expect(issuesOf(FULL)).toEqual([]);
    const result = readProfiles(FULL, "profiles.yaml");
    const profiles = result.ok ? result.value.profiles : undefined;
    expect(profiles).toMatchObject({
      seed: 7,
      default: { work: { duration: { kind: "constant", durationMs: 30_000 }, utilisation: 1 } },
    });
    expect(Object.keys(profiles?.templates ?? {})).toContain("library/score");
    // It is sent to workers and pages as JSON.
    expect(JSON.parse(JSON.stringify(profiles))).toEqual(profiles);
  });

  it("takes the stated default for what is left out", () => {
    expect(profileIn(one("{ exitCode: 2 }"))).toEqual({
      work: {
        kind: "modelled",
        duration: { kind: "constant", durationMs: 60_000 },
        utilisation: 1,
      },
      exitCode: 2,
      parameters: {},
    });
  });

  it.each([
    ["90s", { kind: "constant", durationMs: 90_000 }],
    [
      "{ distribution: lognormal, mean: 1h, variation: 0.5 }",
      { kind: "lognormal", meanMs: 3_600_000, coefficientOfVariation: 0.5 },
    ],
    [
      "{ distribution: normal, mean: 1h, variation: 0.5 }",
      { kind: "normal", meanMs: 3_600_000, coefficientOfVariation: 0.5 },
    ],
    ["{ distribution: exponential, mean: 2s }", { kind: "exponential", meanMs: 2_000 }],
    ["{ distribution: uniform, min: 0s, max: 2s }", { kind: "uniform", minMs: 0, maxMs: 2_000 }],
    [
      "{ distribution: triangular, min: 1s, mode: 1s, max: 2s }",
      { kind: "triangular", minMs: 1_000, modeMs: 1_000, maxMs: 2_000 },
    ],
    [
      "{ distribution: empirical, values: [1s, 2s] }",
      { kind: "empirical", valuesMs: [1_000, 2_000] },
    ],
    ["{ expression: '60 * 2' }", { kind: "formula", expression: "60 * 2" }],
  ])("reads the duration %s", (text, duration) => {
    expect(profileIn(one(`{ duration: ${text} }`))?.work).toEqual({
      kind: "modelled",
      duration,
      utilisation: 1,
    });
  });

  it.each([
    ["ship", { kind: "constant", text: "ship" }],
    ["0.73", { kind: "constant", text: "0.73" }],
    ["true", { kind: "constant", text: "true" }],
    [
      "{ sequence: [3, 2, 1], cycle: true }",
      { kind: "sequence", values: ["3", "2", "1"], cycle: true, by: "occurrence" },
    ],
    ["{ choice: [a, b] }", { kind: "choice", values: ["a", "b"], weights: [1, 1] }],
    ["{ integer: { min: 1, max: 6 } }", { kind: "integer", min: 1, max: 6 }],
    ["{ expression: inputs.parameters.x }", { kind: "formula", expression: "inputs.parameters.x" }],
  ])("reads the result %s", (text, result) => {
    expect(profileIn(one(`{ result: ${text} }`))?.result).toEqual(result);
  });

  it.each([
    ["{ duraton: 1m }", "document/unknown-field", "spec.templates.train.duraton", 23],
    ["{ duration: 1 minute }", "document/invalid", "spec.templates.train.duration", 24],
    ["{ duration: 0s }", "document/invalid", "spec.templates.train.duration", 24],
    ["{ duration: 4000d }", "document/invalid", "spec.templates.train.duration", 24],
    ["{ utilisation: 1.5 }", "document/invalid", "spec.templates.train.utilisation", 27],
    ["{ exitCode: 256 }", "document/invalid", "spec.templates.train.exitCode", 24],
    ["{ failure: {} }", "document/missing", "spec.templates.train.failure.probability", 23],
    [
      "{ failure: { probability: 2 } }",
      "document/invalid",
      "spec.templates.train.failure.probability",
      38,
    ],
    [
      "{ duration: 1m, cpuSeconds: { measured: [1] } }",
      "document/invalid",
      "spec.templates.train.cpuSeconds",
      40,
    ],
    [
      "{ duration: { expression: '1' }, variation: 0.1 }",
      "document/invalid",
      "spec.templates.train.variation",
      56,
    ],
    [
      "{ suspend: { resumeAfter: soon } }",
      "document/invalid",
      "spec.templates.train.suspend.resumeAfter",
      38,
    ],
  ])("refuses %s with its place", (profile, code, path, column) => {
    expect(issuesOf(one(profile))).toEqual([
      expect.objectContaining({ code, path, line: 5, column, file: "profiles.yaml" }),
    ]);
  });

  it.each([
    ["duration: { distribution: lognorml, mean: 1m }", "duration"],
    ["duration: { distribution: uniform, min: 2m, max: 1m }", "duration"],
    ["duration: { distribution: triangular, min: 1m, mode: 3m, max: 2m }", "duration"],
    ["duration: { distribution: normal, mean: 1m, variation: 1.5 }", "duration"],
    ["duration: { distribution: empirical, values: [] }", "duration"],
    ["duration: { expression: '1 +' }", "duration"],
    ["duration: [1m]", "duration"],
    ["result: { choice: [] }", "result"],
    ["result: { choice: [a, b], weights: [1] }", "result"],
    ["result: { choice: [a, b], weights: [0, 0] }", "result"],
    ["result: { integer: { min: 2, max: 1 } }", "result"],
    ["result: { integer: { min: 1.5, max: 2 } }", "result"],
    ["result: { sequence: [] }", "result"],
    ["result: { sequence: [a], by: pod }", "result"],
    ["result: { chance: 1 }", "result"],
    ["result: { expression: 'a b' }", "result"],
    ["exitCode: { sequence: [300] }", "exitCode"],
    ["parameters: { x: { choice: x } }", "parameters.x"],
  ])("refuses { %s } on its line", (fields, path) => {
    const [issue, ...more] = issuesOf(one(`{ ${fields} }`));
    expect(more).toEqual([]);
    expect(issue?.path?.startsWith(`spec.templates.train.${path}`)).toBe(true);
    expect(issue).toMatchObject({ line: 5, severity: "error" });
    expect(issue?.column).toBeGreaterThan(20);
    expect(issue?.hint).toMatch(/\w.*[.?]$/);
  });

  it.each([
    ["duration: { distribution: uniform, min: 1m }", "document/missing", "duration.max"],
    [
      "duration: { distribution: lognorml, mean: 1m }",
      "document/unknown-type",
      "duration.distribution",
    ],
    ["duration: { expresion: '1' }", "document/invalid", "duration"],
    ["result: { choice: [a], wieghts: [1] }", "document/unknown-field", "result.wieghts"],
    ["result: { sequence: [a], by: pod }", "document/invalid", "result.by"],
  ])("says of { %s } what is wrong with the form that was meant", (fields, code, path) => {
    expect(issuesOf(one(`{ ${fields} }`))).toEqual([
      expect.objectContaining({ code, path: `spec.templates.train.${path}` }),
    ]);
  });

  it("says where an expression breaks off", () => {
    expect(issuesOf(one("{ result: { expression: 'a + ' } }"))[0]?.message).toBe(
      "the expression cannot be read: unexpected end of expression, character 5",
    );
  });

  it("refuses other documents and empty ones", () => {
    for (const text of ["", "[]", "kind: Profiles", FULL.replace("lowtide.dev/v1", "v2")]) {
      expect(issuesOf(text).length).toBeGreaterThan(0);
    }
  });

  it("never throws, however the document is damaged", () => {
    fc.assert(
      fc.property(mutated([FULL]), (text) => {
        const result = readProfiles(text, "profiles.yaml");
        if (!result.ok) expect(result.issues.every(({ hint }) => hint !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("checkTemplates", () => {
  const template = (name: string, parameters: string[] = [], scope = "local/") => ({
    name,
    scope,
    outputs: { parameters: parameters.map((each) => ({ name: each })) },
  });
  const TEMPLATES = [
    ...["fetch", "prepare", "flip"].map((name) => template(name)),
    template("train", ["accuracy", "epochs"]),
    template("approve", ["decision"]),
    template("score", [], "namespaced/library"),
  ];
  const warningsOf = (text: string) => {
    const result = readProfiles(text, "profiles.yaml");
    expect(result).toMatchObject({ ok: true });
    return result.ok ? checkTemplates(result.value, TEMPLATES) : [];
  };

  it("is content with profiles that fit", () => {
    expect(warningsOf(FULL)).toEqual([]);
  });

  it.each([
    ["fetch:", "fetsh:", "profile/no-template", 7, 12, "Did you mean 'fetch'?"],
    ["accuracy:", "acuracy:", "profile/no-output", 15, 18, "Did you mean 'accuracy'?"],
    ["decision:", "decison:", "profile/no-output", 18, 67, "Did you mean 'decision'?"],
  ])("warns when '%s' is written '%s'", (from, to, code, line, column, hint) => {
    expect(warningsOf(FULL.replace(from, to))).toEqual([
      expect.objectContaining({ code, line, column, hint, severity: "warning" }),
    ]);
  });
});
