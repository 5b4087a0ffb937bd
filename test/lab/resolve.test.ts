import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ForecastSpec, forecastSettings } from "../../engine/core/carbon/forecast/spec.ts";
import { compare } from "../../engine/core/compare/compare.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { replay } from "../../engine/core/simulate/replay.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";
import { BUNDLED_SCENARIOS, findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { simulate } from "../../engine/lab/simulate.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { mutated } from "../helpers/mutate.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const SCENARIO = readFileSync(join(WEEK, "scenario.yaml"), "utf8");
const WORKFLOW = readFileSync(join(WEEK, "workflow.yaml"), "utf8");
const folder = tempFolder();
let count = 0;

/** A folder with the published week, changed. */
function written(scenario: string, workflow: string | null = WORKFLOW) {
  const id = `s${count++}`;
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "scenario.yaml"), scenario);
  if (workflow !== null) writeFileSync(join(folder, id, "workflow.yaml"), workflow);
  return { id, file: join(folder, id, "scenario.yaml") };
}

function edited(from: string, to: string): string {
  expect(SCENARIO).toContain(from);
  return SCENARIO.replace(from, to);
}

function issuesOf(scenario: string, workflow?: string | null) {
  const result = openWorld(written(scenario, workflow), {});
  return result.ok ? [] : result.issues;
}

describe("a scenario", () => {
  it("says that volumes and artifacts have no effect, unless a live run takes them up", () => {
    const warned = (scenario: string) => {
      const result = openWorld(written(scenario), {});
      return result.ok ? result.warnings.map(({ code, message }) => `${code} ${message}`) : [];
    };
    const start = SCENARIO.indexOf("  live:\n");
    const replayed =
      SCENARIO.slice(0, start) + SCENARIO.slice(SCENARIO.indexOf("  functionalUnit:"));
    expect(start).toBeGreaterThan(0);
    expect(warned(SCENARIO)).toEqual([]);
    expect(warned(replayed)).toEqual([
      expect.stringMatching(/^argo\/inert volumes/),
      expect.stringMatching(/^argo\/inert artifacts/),
    ]);
  });

  it.each([
    ["to: 2023-11-21", "to: 2023-11-31", "scenario/period", "spec.period"],
    ["from: 2023-11-14", "from: 1023-11-14", "scenario/period", "spec.period"],
    [
      "timeZone: Europe/Berlin",
      "timeZone: Europe/Berlim",
      "scenario/time-zone",
      "spec.period.timeZone",
    ],
    [
      'workflow.yaml\n    schedule: "0 0 * * *"',
      'workflow.yaml\n    schedule: "0 25 * * *"',
      "cron/syntax",
      "spec.workload.schedule",
    ],
    [
      '  data:\n    schedule: "0 0 * * *"',
      '  data:\n    schedule: "daily"',
      "cron/syntax",
      "spec.data.schedule",
    ],
    ["deadline: 1d", "deadline: 30d", "scenario/no-request", "spec.workload.schedule"],
    ["gPerKwh: [282, 445,", "gPerKwh: [282,", "grid/too-short", "spec.grid.trace.values.gPerKwh"],
    [
      "- [null, 0.7284, null,",
      "- [null, null, null,",
      "scenario/quality-table",
      "spec.quality.accuracy",
    ],
    [
      "- [null, 0.7284, null,",
      "- [0.7284, null,",
      "scenario/quality-table",
      "spec.quality.accuracy",
    ],
    ["vcpu: 2", "vcpu: 0.5", "scenario/pod-too-large", "spec.cluster.nodePool"],
    ["data-fetch: {", "data-fetsh: {", "scenario/no-template", "spec.profiles.data-fetsh"],
    [
      "workflow: workflow.yaml",
      "workflow: ../other/workflow.yaml",
      "scenario/outside",
      "spec.workload.workflow",
    ],
    [
      "workflow: workflow.yaml",
      "workflow: /etc/hostname",
      "scenario/outside",
      "spec.workload.workflow",
    ],
    [
      "174.2, 175.0, 212.8]",
      "174.2, 175.0]",
      "scenario/inconsistent",
      "spec.profiles.model-training",
    ],
  ])("is refused with '%s' turned into '%s'", (from, to, code, path) => {
    const issues = issuesOf(edited(from, to));
    expect(issues[0]).toMatchObject({ code, path });
    expect(issues[0]?.hint).toMatch(/\w.*[.?]$/);
  });

  it("that names a missing file is refused, naming the file", () => {
    const [issue] = issuesOf(SCENARIO, null);
    expect(issue?.code).toBe("files/missing");
    expect(issue?.file).toMatch(/workflow\.yaml$/);
    const [other] = issuesOf(edited("workflow: workflow.yaml", "workflow: wrokflow.yaml"));
    expect(other?.file).toMatch(/wrokflow\.yaml$/);
  });

  it("with a wrong workflow is refused with the line in the workflow", () => {
    const [issue] = issuesOf(
      SCENARIO,
      WORKFLOW.replace("entrypoint: pipeline", "entrypoint: pipelin"),
    );
    expect(issue).toMatchObject({ code: "argo/no-template", file: "workflow.yaml", line: 8 });
  });

  it("warns of a profile's output that its template does not declare", () => {
    const scenario = edited("{ accuracy:", "{ acuracy:");
    const result = openWorld(written(scenario), {});
    expect(result.ok && result.warnings).toEqual([
      expect.objectContaining({
        code: "profile/no-output",
        path: "spec.profiles.model-training.parameters.acuracy",
        hint: "Did you mean 'accuracy'?",
      }),
    ]);
  });

  it.each([
    ["seasonal-naive", "seasonal-naive"],
    ["{ model: noise, sigmaPct: 8 }", { model: "noise", sigmaPct: 8 }],
    [
      "{ model: lead-time-error, correlation: 6h, fitHistory: 28d, reissueEvery: 12h, horizon: 2d }",
      {
        model: "lead-time-error",
        correlationMs: 6 * HOUR_MS,
        fitHistoryMs: 28 * DAY_MS,
        reissueEveryMs: 12 * HOUR_MS,
        horizonMs: 2 * DAY_MS,
      },
    ],
  ])("gives policies the forecast %s, and says in the log what they saw", (text, forecast) => {
    const scenario = edited("forecast: same-hour-yesterday", `forecast: ${text}`);
    const result = openWorld(written(scenario), {});
    expect(result.ok && result.value.grid.forecast).toEqual(forecast);
    const { model, reissueEveryMs } = forecastSettings(forecast as ForecastSpec);
    const lowest: PolicySpec = { name: "low", title: "Low", type: "lowest-window" };
    if (!result.ok) return;
    const prepared = prepareWorld(result.value);
    const used = replay({ ...prepared, spec: lowest }).decisions.filter(
      ({ inputs }) => inputs.forecastGPerKwh !== undefined,
    );
    expect(used.length).toBeGreaterThan(0);
    for (const { atMs, inputs } of used) {
      const every = reissueEveryMs ?? 1;
      const issuedAtMs = Math.max(prepared.trace.startMs, Math.floor(atMs / every) * every);
      expect(inputs.forecast).toEqual({ model, issuedAtMs });
    }
  });

  it("takes a published forecast where the history carries one, out by the scenario's clock", () => {
    const first = SCENARIO.indexOf("gPerKwh: [");
    const values = SCENARIO.slice(first, SCENARIO.indexOf("]", first) + 1);
    const forecast = edited("forecast: same-hour-yesterday", "forecast: published");
    expect(issuesOf(forecast)).toEqual([
      expect.objectContaining({ code: "grid/no-forecast", path: "spec.grid.forecast" }),
    ]);
    const both = forecast.replace(values, `${values}\n        forecast${values.replace("g", "G")}`);
    const result = openWorld(written(both), {});
    expect(result.ok && result.value.grid.forecast).toMatchObject({
      model: "published",
      zone: { timeZone: "Europe/Berlin" },
    });
    const timed = both.replace(
      "forecast: published",
      'forecast: { model: published, publishedAt: "09:30", coversDays: 2 }',
    );
    const opened = openWorld(written(timed), {});
    expect(opened.ok && opened.value.grid.forecast).toMatchObject({
      publishedAfterMs: 9.5 * HOUR_MS,
      coversDays: 2,
    });
    const short = forecast.replace(values, `${values}\n        forecastGPerKwh: [1, null]`);
    expect(issuesOf(short)).toEqual([
      expect.objectContaining({
        code: "grid/no-forecast",
        path: "spec.grid.trace.values.forecastGPerKwh",
      }),
    ]);
  });

  it("gives the workflow its parameters", () => {
    const scenario = edited(
      "workflow: workflow.yaml",
      'workflow: workflow.yaml\n    parameters: { min-accuracy: "0.8" }',
    );
    const result = openWorld(written(scenario), {});
    const given = result.ok ? result.value.workload.workflow.arguments.parameters : [];
    expect(given).toContainEqual({ name: "rows", value: "20000" });
    expect(given).toContainEqual({ name: "min-accuracy", value: "0.8" });
  });

  it("never crashes, however its documents are damaged; what it accepts can be replayed", () => {
    let accepted = 0;
    const damaged = fc.oneof(
      mutated([SCENARIO]).map((text) => [text, WORKFLOW] as const),
      mutated([WORKFLOW]).map((text) => [SCENARIO, text] as const),
    );
    fc.assert(
      fc.property(damaged, ([scenario, workflow]) => {
        const result = openWorld(written(scenario, workflow), {});
        if (!result.ok) return;
        accepted += 1;
        compare(result.value);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});

describe("simulate", () => {
  const found = { id: "green-e2e-ml", file: join(WEEK, "scenario.yaml") };

  it("replays the policies that are named or of a type, after the baseline", () => {
    const names = (policies: string[]) => {
      const result = simulate(found, { policies });
      return result.ok
        ? result.value.comparison.results.map((each) => each.policy)
        : result.issues[0]?.hint;
    };
    expect(names(["drift-gated"])).toEqual(["naive", "drift-gated"]);
    expect(names(["lowest-window", "threshold"])).toEqual(["naive", "lowest-window", "threshold"]);
    expect(names(["immediate"])).toEqual(["naive"]);
    expect(names(["drift-gatd"])).toBe("Did you mean 'drift-gated'?");
  });

  it("takes a policy from a file", () => {
    const file = join(folder, "policy.yaml");
    const spec = "{ name: mine, type: threshold, limitGPerKwh: 300 }";
    writeFileSync(file, `apiVersion: lowtide.dev/v1\nkind: Policy\nspec: ${spec}\n`);
    const result = simulate(found, { policies: [file] });
    expect(result.ok && result.value.comparison.results.map((each) => each.policy)).toEqual([
      "naive",
      "mine",
    ]);
  });

  it("answers the same question with the same log, and another seed with another", () => {
    const year = findScenario("nightly-retrain");
    const hash = (seed: number) => {
      const result = year.ok ? simulate(year.value, { seed, policies: ["immediate"] }) : year;
      return result.ok ? result.value.logSha256 : "";
    };
    expect(hash(1)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(1)).toBe(hash(1));
    expect(hash(2)).not.toBe(hash(1));
  });
});

it("finds a scenario by name, folder or file, and names the one that was meant", () => {
  expect(findScenario("green-e2e-ml")).toMatchObject({ ok: true, value: { id: "green-e2e-ml" } });
  expect(findScenario(WEEK)).toMatchObject({ ok: true, value: { id: "green-e2e-ml" } });
  expect(findScenario(join(WEEK, "scenario.yaml"))).toMatchObject({ ok: true });
  const missing = findScenario("green-e2e-mll");
  expect(missing.ok ? "" : missing.issues[0]?.hint).toMatch(/Did you mean 'green-e2e-ml'\?/);
});
