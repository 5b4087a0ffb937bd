/** Workflows through the lab: files in, a status out, and every mistake with its place. */
import { describe, expect, it } from "vitest";
import { type RunWorkflowInput, runWorkflowInput } from "../../engine/contract/workflow.ts";
import { type Issue, unwrap } from "../../engine/core/issue.ts";
import { bundledWorkflows } from "../../engine/lab/workflow/bundled.ts";
import { runWorkflow } from "../../engine/lab/workflow/run.ts";

const GREET = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: greet, namespace: people }
spec:
  entrypoint: main
  arguments:
    parameters:
      - { name: who, value: world, enum: [world, moon], description: Whom to greet. }
  templates:
    - name: main
      steps:
        - - name: say
            templateRef: { name: voices, template: say }
            arguments: { parameters: [{ name: text, value: "hello {{workflow.parameters.who}}" }] }
`;

const VOICES = `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: voices }
spec:
  templates:
    - name: say
      inputs: { parameters: [{ name: text }] }
      container: { image: busybox, args: ["{{inputs.parameters.text}}"] }
`;

const PROFILE = `
apiVersion: lowtide.dev/v1
kind: Profiles
spec:
  seed: 9
  templates:
    voices/say: { duration: 10m }
`;

function input(texts: readonly string[], more: Partial<RunWorkflowInput> = {}): RunWorkflowInput {
  const files = texts.map((text, each) => ({ file: `f${each}.yaml`, text }));
  return { source: { kind: "files", files }, parameters: {}, ...more };
}

function issuesOf(asked: RunWorkflowInput): readonly Issue[] {
  const result = runWorkflow(asked);
  return result.ok ? [] : result.issues;
}

describe("runWorkflow", () => {
  it("runs every bundled workflow to its end, with its scenario's profiles", () => {
    const bundled = bundledWorkflows();
    expect(bundled.length).toBeGreaterThan(1);
    for (const { id } of bundled) {
      const answer = unwrap(runWorkflow({ source: { kind: "bundled", id }, parameters: {} }));
      expect(answer.status.phase, id).toBe("Succeeded");
      expect(answer.profiles).toBe("scenario");
      expect(answer.endMs).toBeGreaterThan(answer.startMs);
    }
  });

  it("runs the first file with the others as its library", () => {
    const answer = unwrap(runWorkflow(input([GREET, VOICES])));
    expect(answer).toMatchObject({ name: "greet", kind: "Workflow", namespace: "people" });
    const say = answer.status.nodes.find(({ displayName }) => displayName === "say");
    expect(say?.inputs?.parameters).toEqual([{ name: "text", value: "hello world" }]);
    expect(answer.templates["namespaced/voices/say"]).toMatchObject({ name: "say" });
    expect(answer.templates["local/greet/main"]).toMatchObject({ name: "main" });
  });

  it("tells a form what a parameter is, and what it is when nobody gives it", () => {
    const given = unwrap(runWorkflow(input([GREET, VOICES], { parameters: { who: "moon" } })));
    expect(given.parameters).toEqual([
      {
        name: "who",
        value: "moon",
        default: "world",
        enum: ["world", "moon"],
        description: "Whom to greet.",
      },
    ]);
  });

  it("takes durations and the seed from a profile", () => {
    const profile = { file: "p.yaml", text: PROFILE };
    const answer = unwrap(runWorkflow(input([GREET, VOICES], { profile })));
    expect(answer.endMs - answer.startMs).toBe(600_000);
    expect([answer.seed, answer.profiles]).toEqual([9, "given"]);
    const seeded = unwrap(runWorkflow(input([GREET, VOICES], { profile, seed: 4 })));
    expect(seeded.seed).toBe(4);
  });

  it("warns about profiles of templates that do not exist", () => {
    const text = PROFILE.replace("voices/say", "voices/shout");
    const profile = { file: "p.yaml", text };
    const { warnings } = unwrap(runWorkflow(input([GREET, VOICES], { profile })));
    expect(warnings).toMatchObject([{ code: "profile/no-template", file: "p.yaml" }]);
  });
});

describe("what is wrong", () => {
  it("has file, line and hint, for every file", () => {
    const issues = issuesOf(input([GREET.replace("steps:", "stepz:"), "kind: [", VOICES]));
    expect(new Set(issues.map(({ file }) => file))).toEqual(new Set(["f0.yaml", "f1.yaml"]));
    for (const { line, hint } of issues) {
      expect(line).toBeGreaterThan(0);
      expect(hint).not.toBe("");
    }
  });

  it("is told when the library lacks a template", () => {
    expect(issuesOf(input([GREET])).map(({ file }) => file)).toEqual(["f0.yaml"]);
  });

  it("is told when there is nothing to run, or no such bundled workflow", () => {
    const map = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: {}\n";
    expect(issuesOf(input([map, GREET]))).toMatchObject([{ code: "argo/kind", file: "f0.yaml" }]);
    const missing = { kind: "bundled", id: "../../etc" } as const;
    expect(issuesOf({ source: missing, parameters: {} })).toMatchObject([
      { code: "workflow/not-found" },
    ]);
  });

  it("names parameters without a value", () => {
    const issues = issuesOf(input([GREET.replace("value: world, ", ""), VOICES]));
    expect(issues).toMatchObject([{ code: "argo/not-supplied" }]);
    const given = input([GREET.replace("value: world, ", ""), VOICES], {
      parameters: { who: "moon" },
    });
    expect(issuesOf(given)).toEqual([]);
  });
});

describe("the door", () => {
  const bundled = { kind: "bundled", id: "a" };
  const many = Array.from({ length: 201 }, (_, each) => [`p${each}`, ""]);

  it.each([
    ["no file", { source: { kind: "files", files: [] }, parameters: {} }],
    ["a number", { source: bundled, parameters: { a: 1 } }],
    ["a negative seed", { source: bundled, parameters: {}, seed: -1 }],
    ["another kind", { source: { kind: "elsewhere" }, parameters: {} }],
    ["an unknown field", { source: bundled, parameters: {}, more: true }],
    ["too many parameters", { source: bundled, parameters: Object.fromEntries(many) }],
  ])("refuses %s", (_, bad) => {
    expect(runWorkflowInput.safeParse(bad).success).toBe(false);
  });
});
