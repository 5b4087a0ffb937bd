import { describe, expect, it } from "vitest";
import { issuesOf, lowtide } from "./lowtide.ts";

describe("lowtide validate", () => {
  it.each([
    ["scenarios/green-e2e-ml", "scenario"],
    ["scenarios/nightly-retrain/scenario.yaml", "scenario"],
    ["scenarios/nightly-retrain/workflow.yaml", "workflow"],
    ["fixtures/argo/valid/workflow-template.yaml", "WorkflowTemplate"],
    [
      "fixtures/argo/valid/everything.yaml",
      "workflow, WorkflowTemplate, ClusterWorkflowTemplate, ConfigMap, WorkflowEventBinding, CronWorkflow",
    ],
    ["fixtures/cli/clean.yaml", "policy"],
    ["fixtures/cli/four-days.csv", "grid history"],
  ])("accepts %s", async (file, kind) => {
    const { exitCode, stdout } = await lowtide("validate", file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${file}: valid ${kind}` });
  });

  it.each([
    ["fixtures/cli/bomb.yaml", { code: "yaml/aliases" }],
    [
      "fixtures/cli/unknown-field.yaml",
      { code: "document/unknown-field", path: "spec.limitGrams", line: 7 },
    ],
    ["fixtures/cli/cycle.yaml", { code: "argo/cycle", line: 10 }],
    ["fixtures/cli/missing-file", { code: "files/missing", path: "spec.workload.workflow" }],
    ["fixtures/cli/nowhere.yaml", { code: "files/missing" }],
    ["package.json", { code: "document/unknown-kind" }],
  ])("lists what is wrong with %s", async (file, issue) => {
    const { exitCode, valid, issues } = await issuesOf(file);
    expect({ exitCode, valid }).toEqual({ exitCode: 1, valid: false });
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject(issue);
    expect(issues[0]?.hint).toMatch(/\S/);
  });

  it("checks several files, each with all of them as its library", async () => {
    const files = [
      "fixtures/cli/refers.yaml",
      "fixtures/cli/shared.yaml",
      "fixtures/cli/cycle.yaml",
    ];
    const alone = await issuesOf("fixtures/cli/refers.yaml");
    expect(alone.issues).toMatchObject([
      { code: "argo/no-template", line: 6, column: 62, hint: "Give the file that defines it." },
    ]);
    const { exitCode, stdout, stderr } = await lowtide("validate", ...files);
    expect(exitCode).toBe(1);
    expect(stdout.split("\n")).toEqual([
      "fixtures/cli/refers.yaml: valid workflow",
      "fixtures/cli/shared.yaml: valid WorkflowTemplate",
    ]);
    expect(stderr).toMatch(/^error: fixtures\/cli\/cycle.yaml:10:\d+ .*\[argo\/cycle\]$/m);
    const { stdout: json } = await lowtide("validate", ...files, "--json");
    const answers = JSON.parse(json) as { file: string; valid: boolean }[];
    expect(answers.map(({ file, valid }) => [file, valid])).toEqual([
      ["fixtures/cli/refers.yaml", true],
      ["fixtures/cli/shared.yaml", true],
      ["fixtures/cli/cycle.yaml", false],
    ]);
  });

  it("tells repairs of a valid file as warnings", async () => {
    const { exitCode, issues } = await issuesOf("fixtures/cli/four-days.csv");
    expect(exitCode).toBe(0);
    expect(issues).toMatchObject([{ code: "grid/gap", severity: "warning", line: 52 }]);
  });
});

describe("lowtide grid stats", () => {
  it("describes a history", async () => {
    const { exitCode, stdout } = await lowtide(
      "grid",
      "stats",
      "fixtures/cli/four-days.csv",
      "--json",
    );
    expect(exitCode).toBe(0);
    const stats = JSON.parse(stdout);
    expect(stats).toMatchObject({ from: "2024-03-30T00:00:00Z", count: 96, min: 200, max: 430 });
    expect(stats.mean).toBeCloseTo(315, 9);
    expect(stats.byHour[3]).toBeCloseTo(230, 9);
    expect(stats.about.repairs).toHaveLength(1);
  });

  it("counts the hours of the day in the zone that is asked for", async () => {
    const args = ["fixtures/cli/four-days.csv", "--json", "--time-zone", "Asia/Tokyo"];
    const { stdout } = await lowtide("grid", "stats", ...args);
    expect(JSON.parse(stdout).byHour[12]).toBeCloseTo(230, 9);
  });

  it("refuses a zone that does not exist", async () => {
    const args = ["fixtures/cli/four-days.csv", "--time-zone", "Europe/Amsterdan"];
    const { exitCode, stderr } = await lowtide("grid", "stats", ...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Europe/Amsterdam");
  });
});
