import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicyFile, readScenario } from "../../engine/formats/scenario/read.ts";
import { readSyntheticParameters } from "../../engine/formats/scenario/synthetic.ts";
import { mutated } from "../helpers/mutate.ts";

const SCENARIOS = join(import.meta.dirname, "../../scenarios");
const file = (name: string) => readFileSync(join(SCENARIOS, name), "utf8");
const WEEK = file("green-e2e-ml/scenario.yaml");
const YEAR = file("nightly-retrain/scenario.yaml");
const PARAMETERS = file("nightly-retrain/grid-nl.yaml");

function issuesOf(text: string) {
  const result = readScenario(text, "scenario.yaml");
  return result.ok ? [] : result.issues;
}

/** The published week with one text replaced by another. */
function edited(from: string, to: string): string {
  expect(WEEK).toContain(from);
  return WEEK.replace(from, to);
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

describe("readScenario", () => {
  it.each([
    ["the week", WEEK],
    ["the year", YEAR],
  ])("reads %s", (_, text) => {
    expect(issuesOf(text)).toEqual([]);
  });

  it.each([
    ["seed: 1", "sead: 1", "document/unknown-field", "spec.sead"],
    ["seed: 1", "seed: 1.5", "document/invalid", "spec.seed"],
    ["seed: 1", "seed: -1", "document/invalid", "spec.seed"],
    ["deadline: 1d", "deadline: 1 day", "document/invalid", "spec.workload.deadline"],
    ["deadline: 1d", "deadline: 0s", "document/invalid", "spec.workload.deadline"],
    ["    deadline: 1d\n", "", "document/missing", "spec.workload.deadline"],
    ["pue: 1.185", "pue: 0.9", "document/invalid", "spec.cluster.nodePool.pue"],
    ["pue: 1.185", "pue: yes", "document/invalid", "spec.cluster.nodePool.pue"],
    ["name: naive,", "name: Naive One,", "document/invalid", "spec.policies[0].name"],
    ["type: immediate", "type: imediate", "document/unknown-type", "spec.policies[0].type"],
    ["baseline: naive", "baseline: niave", "scenario/inconsistent", "spec.baseline"],
    ["{ name: threshold,", "{ name: naive,", "scenario/inconsistent", "spec.policies[1].name"],
    ["to: 2023-11-21", "to: 2023-11-14", "scenario/inconsistent", "spec.period"],
    ["from: 2023-11-14", "from: 14-11-2023", "document/invalid", "spec.period.from"],
    ["perRun: 1", "perRun: 0", "scenario/inconsistent", "spec.functionalUnit"],
    ["perRun: 1", "perRun: 1, perDay: 1", "scenario/inconsistent", "spec.functionalUnit"],
    [
      "{ duration: 30s, utilisation: 0.6 }",
      "{ utilisation: 0.6 }",
      "scenario/inconsistent",
      "spec.profiles.preprocessing",
    ],
    ["minNodes: 0", "minNodes: 2", "scenario/inconsistent", "spec.cluster.nodePool"],
    ["smallLoss: 0.0", "smallLoss: 0.1", "scenario/inconsistent", "spec.policies[3]"],
    [
      "forecast: same-hour-yesterday",
      "forecast: crystal-ball",
      "document/invalid",
      "spec.grid.forecast",
    ],
    ...(
      [
        ["{ model: crystal-ball }", "unknown-type", ".model"],
        ["{ horizon: 1d }", "unknown-type", ".model"],
        ["{ model: noise, sigmaPct: -1 }", "invalid", ".sigmaPct"],
        ["{ model: noise, sigma: 5 }", "unknown-field", ".sigma"],
        ["{ model: oracle, sigmaPct: 5 }", "unknown-field", ".sigmaPct"],
        ["{ model: seasonal-naive, yesterdayWeight: 1.1 }", "invalid", ".yesterdayWeight"],
        ["{ model: persistence, reissueEvery: 0h }", "invalid", ".reissueEvery"],
        ["{ model: persistence, reissueEvery: 1d, horizon: 12h }", "invalid", ".horizon"],
        ["{ model: lead-time-error, fitHistory: 3d }", "invalid", ".fitHistory"],
        ["{ model: lead-time-error, correlation: soon }", "invalid", ".correlation"],
        ["[oracle]", "invalid", ""],
      ] as const
    ).map(([forecast, code, field]) => [
      "forecast: same-hour-yesterday",
      `forecast: ${forecast}`,
      `document/${code}`,
      `spec.grid.forecast${field}`,
    ]),
    ["apiVersion: lowtide.dev/v1", "apiVersion: lowtide.dev/v2", "document/invalid", "apiVersion"],
    ["gPerKwh: [282,", "gPerKwh: [-282,", "document/invalid", "spec.grid.trace.values.gPerKwh[0]"],
  ])("refuses '%s' turned into '%s'", (from, to, code, path) => {
    const text = edited(from, to);
    const issues = issuesOf(text);
    expect(issues[0]).toMatchObject({ code, path, file: "scenario.yaml", severity: "error" });
    expect(issues[0]?.line).toBeGreaterThan(1 - Number(path === "apiVersion"));
    expect(issues[0]?.hint).toMatch(/\w.*[.?]$/);
  });

  it("shows the line, and the policy type or baseline that was meant", () => {
    const type = edited("type: immediate", "type: imediate");
    expect(issuesOf(type)[0]).toMatchObject({
      line: lineOf(type, "imediate"),
      message: "'imediate' is not a known type",
      hint: "Did you mean 'immediate'?",
    });
    const baseline = edited("baseline: naive", "baseline: niave");
    expect(issuesOf(baseline)[0]).toMatchObject({
      line: lineOf(baseline, "baseline: niave"),
      hint: "Did you mean 'naive'?",
    });
  });

  it("refuses what is empty, not a mapping, or contains itself", () => {
    for (const text of ["", "[]", "just text", "spec: &a { seed: *a }", "apiVersion: &a [*a]"]) {
      expect(issuesOf(text).length).toBeGreaterThan(0);
    }
  });

  it("never throws, however the document is damaged", () => {
    fc.assert(
      fc.property(mutated([WEEK, YEAR]), (text) => {
        const result = readScenario(text, "scenario.yaml");
        if (!result.ok) expect(result.issues.every(({ hint }) => hint !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("readPolicyFile", () => {
  const policy = (spec: string) => `apiVersion: lowtide.dev/v1\nkind: Policy\nspec: ${spec}\n`;

  it("reads one policy", () => {
    const text = policy("{ name: low, type: threshold, limitGPerKwh: 200 }");
    expect(readPolicyFile(text, "p.yaml")).toMatchObject({
      ok: true,
      value: { name: "low", type: "threshold", limitGPerKwh: 200 },
    });
  });

  it.each([
    ["{ name: low, type: threshold }", "document/missing", "spec.limitGPerKwh"],
    ["{ name: low, type: threshhold }", "document/unknown-type", "spec.type"],
    [
      "{ name: low, type: immediate, limitGPerKwh: 1 }",
      "document/unknown-field",
      "spec.limitGPerKwh",
    ],
    ["{ name: low, type: { toString: 1 } }", "document/unknown-type", "spec.type"],
  ])("refuses %s", (spec, code, path) => {
    const result = readPolicyFile(policy(spec), "p.yaml");
    expect(result.ok ? [] : result.issues).toEqual([
      expect.objectContaining({ code, path, line: 3 }),
    ]);
  });
});

describe("readSyntheticParameters", () => {
  it.each([
    ["phi1: 1.317", "phi1: 1.9", "grid/synthetic"],
    ["minGPerKwh: 62.8", "minGPerKwh: 300", "grid/synthetic"],
    ["1.151, 1.117,", "1.151,", "document/invalid"],
    ["dataset:", "data-set:", "document/missing"],
  ])("refuses '%s' turned into '%s'", (from, to, code) => {
    expect(PARAMETERS).toContain(from);
    const result = readSyntheticParameters(PARAMETERS.replace(from, to), "grid.yaml");
    expect((result.ok ? [] : result.issues).map((issue) => issue.code)).toContain(code);
  });

  it("never throws, however the document is damaged", () => {
    fc.assert(
      fc.property(mutated([PARAMETERS]), (text) => {
        readSyntheticParameters(text, "grid.yaml");
      }),
      { numRuns: 200 },
    );
  });
});
