import { describe, expect, it } from "vitest";
import { toCronWorkflow } from "../../../engine/formats/argo/assemble/cron.ts";
import { isRunnable } from "../../../engine/formats/argo/assemble/run-source.ts";
import {
  type RunOptions,
  resolveWorkflow,
} from "../../../engine/formats/argo/assemble/workflow.ts";
import { readWorkflow } from "../../../engine/formats/argo/read.ts";
import { documents, EVERYTHING, run, workflowOf } from "./workflow-of.ts";

const SHARED = `
kind: WorkflowTemplate
metadata: { name: shared, labels: { own: label } }
spec:
  entrypoint: main
  onExit: last
  suspend: true
  parallelism: 3
  workflowMetadata: { labels: { a: template, b: template } }
  hooks: { exit: { template: last }, other: { template: last, expression: "true" } }
  arguments:
    parameters: [{ name: x, value: 1 }, { name: w, value: 2 }, { name: z }]
  volumes: [{ name: one, emptyDir: {} }, { name: two, emptyDir: {} }]
  templates:
    - { name: main, container: { image: a } }
    - { name: last, container: { image: a } }
`;

describe("a workflow that refers to a WorkflowTemplate", () => {
  const workflow = workflowOf(`${SHARED}
---
kind: Workflow
metadata: { name: mine, labels: { c: mine } }
spec:
  workflowTemplateRef: { name: shared }
  parallelism: 1
  workflowMetadata: { labels: { b: mine } }
  hooks: { exit: { template: main } }
  arguments: { parameters: [{ name: z, value: 3 }, { name: x, valueFrom: { configMapKeyRef: { name: m, key: k } } }] }
  volumes: [{ name: two, hostPath: { path: /t } }, { name: three, emptyDir: {} }]
`);

  it("takes what it leaves out from there, and its templates", () => {
    expect(workflow).toMatchObject({
      name: "mine",
      entrypoint: "main",
      onExit: "last",
      parallelism: 1,
      scope: "namespaced/shared",
      labels: { a: "template", b: "mine", c: "mine" },
    });
    expect(workflow.templates.map(({ scope, name }) => `${scope} ${name}`)).toEqual([
      "namespaced/shared main",
      "namespaced/shared last",
    ]);
  });

  it("merges arguments by name; a value in one place takes the place of all others", () => {
    expect(workflow.arguments.parameters).toEqual([
      { name: "w", value: "2" },
      { name: "z", value: "3" },
      { name: "x", valueFrom: { configMapKeyRef: { name: "m", key: "k", optional: false } } },
    ]);
  });

  it("merges lists by name and hooks as a whole, but not 'suspend'", () => {
    expect(workflow.suspend).toBe(false);
    expect(Object.keys(workflow.hooks)).toEqual(["exit", "other"]);
    expect(workflow.hooks.exit).toMatchObject({ template: "main" });
    expect(workflow.body.volumes).toEqual([
      { name: "one", emptyDir: {} },
      { name: "two", emptyDir: {}, hostPath: { path: "/t" } },
      { name: "three", emptyDir: {} },
    ]);
  });
});

describe("a WorkflowTemplate that is run itself", () => {
  it("has a name and a label of its own, as `argo submit --from` gives", () => {
    const workflow = workflowOf(SHARED, "WorkflowTemplate", { parameters: { z: "9" } });
    expect(workflow).toMatchObject({
      name: "shared-x7k2p",
      scope: "namespaced/shared",
      labels: { a: "template", "workflows.argoproj.io/workflow-template": "shared" },
    });
    expect(workflow.labels).not.toHaveProperty("own");
  });

  it("needs an entrypoint, and a value for every parameter", () => {
    const issues = (options: RunOptions, text = SHARED) => {
      const result = run(text, "WorkflowTemplate", options);
      return result.ok ? [] : result.issues.map(({ code, path }) => [code, path]);
    };
    expect(issues({})).toEqual([["argo/not-supplied", "spec.arguments.parameters[2]"]]);
    const bare = SHARED.replace("entrypoint: main", "");
    expect(issues({ parameters: { z: "1" } }, bare)).toEqual([
      ["argo/no-entrypoint", "spec.entrypoint"],
    ]);
    expect(issues({ parameters: { z: "1" }, entrypoint: "last" }, bare)).toEqual([]);
    expect(issues({ parameters: { z: "1" }, entrypoint: "lost" }, bare)).toEqual([
      ["argo/no-template", "spec.entrypoint"],
    ]);
  });
});

describe("templates of other documents", () => {
  it("come along as far as calls lead to them, each with its scope", () => {
    const workflow = workflowOf(EVERYTHING);
    const shared = workflow.templates.filter(({ scope }) => scope !== "local/");
    expect(shared.map(({ scope, name }) => `${scope} ${name}`).sort()).toEqual([
      "cluster/everywhere say",
      "namespaced/shared step",
      "namespaced/shared train",
    ]);
  });

  it("may all be meant by a name with tags", () => {
    const workflow = workflowOf(`${SHARED}
---
kind: Workflow
metadata: { name: w }
spec:
  entrypoint: m
  templates: [{ name: m, steps: [[{ name: s, templateRef: { name: shared, template: "{{workflow.name}}" } }]] }]
`);
    expect(workflow.templates.map(({ name }) => name)).toEqual(["m", "main", "last"]);
  });

  it("are looked for in the workflow's own file first", () => {
    const other = documents(SHARED.replaceAll("image: a", "image: other"));
    const own = documents(`${SHARED}
---
kind: Workflow
metadata: { name: w }
spec: { workflowTemplateRef: { name: shared }, arguments: { parameters: [{ name: z, value: 1 }] } }
`);
    const document = own.filter(isRunnable).find((each) => each.kind === "Workflow");
    if (document === undefined) throw new Error("no Workflow");
    const result = resolveWorkflow(document, [...own, ...other]);
    expect(result.ok && result.value.templates[0]?.body).toMatchObject({
      container: { image: "a" },
    });
  });
});

describe("templateDefaults", () => {
  const workflow = workflowOf(`
kind: Workflow
metadata: { name: w }
spec:
  entrypoint: pod
  templateDefaults:
    retryStrategy: { limit: 2 }
    parallelism: 4
    container: { image: shared, env: [{ name: A, value: 1 }, { name: B, value: 1 }] }
    script: { image: python, source: x }
  templates:
    - { name: pod, container: { env: [{ name: B, value: 2 }, { name: C, value: 2 }] } }
    - { name: own, retryStrategy: { backoff: { duration: 5 } }, script: { source: own } }
    - { name: nested, steps: [[{ name: s, inline: { container: {} } }]] }
`);
  const body = (name: string) => workflow.templates.find((each) => each.name === name)?.body;

  it("fill in the part of the template's own type, lists merged by name", () => {
    expect(body("pod")).toMatchObject({
      retryStrategy: { limit: "2" },
      container: {
        image: "shared",
        env: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
          { name: "C", value: "2" },
        ],
      },
    });
    expect(body("pod")).not.toHaveProperty("script");
    expect(body("own")).toMatchObject({
      retryStrategy: { limit: "2", backoff: { duration: "5" } },
      script: { image: "python", source: "own" },
    });
    const nested = workflow.templates.find(({ name }) => name === "nested");
    const inline = nested?.kind === "steps" ? nested.groups[0]?.[0]?.inline : undefined;
    expect(inline).toMatchObject({ name: "s", retryStrategy: { limit: "2" }, kind: "container" });
  });
});

describe("a CronWorkflow", () => {
  it("says when it starts runs, and what it runs", () => {
    const [cron] = documents(EVERYTHING).filter((each) => each.kind === "CronWorkflow");
    if (cron === undefined) throw new Error("no CronWorkflow");
    expect(toCronWorkflow(cron)).toEqual({
      name: "nightly",
      namespace: "default",
      schedules: ["0 2 * * *", "30 14 * * 1-5"],
      timezone: "Europe/Amsterdam",
      concurrencyPolicy: "Replace",
      startingDeadlineSeconds: 60,
      suspend: false,
      successfulJobsHistoryLimit: 5,
      failedJobsHistoryLimit: 1,
      stopExpression: "cronworkflow.failed >= 3",
      when: "{{cronworkflow.failed}} < 5",
    });
    expect(workflowOf(EVERYTHING, "CronWorkflow")).toMatchObject({
      name: "nightly-x7k2p",
      entrypoint: "train",
      scope: "namespaced/shared",
      labels: { from: "cron", "workflows.argoproj.io/cron-workflow": "nightly" },
      arguments: { parameters: [{ name: "epochs", value: "8" }] },
    });
  });
});

describe("the name of a run", () => {
  it("is fixed where Kubernetes would draw one, and fits into a label", () => {
    const text = (metadata: string) =>
      `kind: Workflow\nmetadata: { ${metadata} }\nspec: { entrypoint: a, templates: [{ name: a, container: { image: b } }] }`;
    expect(workflowOf(text("generateName: train-")).name).toBe("train-x7k2p");
    expect(workflowOf(text("name: train")).name).toBe("train");
    expect(workflowOf(text("")).name).toBe("workflow-x7k2p");
    expect(workflowOf(text(`generateName: ${"a".repeat(80)}-`)).name).toBe(
      `${"a".repeat(58)}x7k2p`,
    );
  });
});

describe("workflow parameters", () => {
  const text = `kind: Workflow
spec:
  entrypoint: a
  arguments: { parameters: [{ name: size, enum: [small, large], value: small }, { name: m, valueFrom: { configMapKeyRef: { name: none, key: k } } }] }
  templates: [{ name: a, container: { image: b } }]`;

  it("must be among the values to choose from", () => {
    const given = readWorkflow(text, "w.yaml", { parameters: { size: "huge" } });
    expect(given.ok ? [] : given.issues).toMatchObject([{ code: "argo/enum", line: 4 }]);
  });

  it("may come from a ConfigMap; one that is not known is a warning", () => {
    const result = readWorkflow(text, "w.yaml", { parameters: { size: "large" } });
    expect(result.ok && result.warnings).toMatchObject([{ code: "argo/no-config-map", line: 4 }]);
    expect(result.ok && result.value.arguments.parameters[0]).toMatchObject({ value: "large" });
  });
});
