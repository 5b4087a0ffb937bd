import { describe, expect, it } from "vitest";
import { readManifests } from "../../../engine/formats/argo/read/read.ts";
import { checkManifests, readWorkflow } from "../../../engine/formats/argo/read.ts";

const POD = "{ name: main, container: { image: a } }";
const workflow = (templates: string, spec = "") =>
  `kind: Workflow\nspec:\n  entrypoint: main\n${spec}  templates:\n${templates}\n`;

function issuesOf(text: string) {
  const result = readWorkflow(text, "wf.yaml");
  return result.ok ? result.warnings : result.issues;
}

describe("readManifests", () => {
  it("tells where a file that is a list stands wrong", () => {
    const result = readManifests(
      `kind: List\nitems:\n  - ${POD}\n  - { kind: Workflow, spec: { entrypont: a } }`,
      "a.yaml",
    );
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: "argo/kind", path: "items[0].kind", line: 3 },
      {
        code: "argo/unknown-field",
        path: "items[1].spec.entrypont",
        line: 4,
        hint: "Did you mean 'entrypoint'?",
      },
    ]);
  });

  it("reads numbers and booleans as the texts that Argo makes of them", () => {
    const values = "[5, 1.0, 0.0000001, 1e21, -2.5e-8, true, off, '05']";
    const text = workflow(`    - { name: main, container: { image: a, args: ${values} } }`);
    const result = readWorkflow(text, "a.yaml");
    expect(result.ok && result.value.templates[0]?.body).toMatchObject({
      container: {
        args: [
          "5",
          "1",
          "0.0000001",
          "1000000000000000000000",
          "-0.000000025",
          "true",
          "false",
          "05",
        ],
      },
    });
  });

  it("keeps Kubernetes' own objects as they are written", () => {
    const affinity = "{ nodeAffinity: { weight: 5, any: [thing, { deep: null }] } }";
    const text = workflow(
      `    - { name: main, affinity: ${affinity}, container: { image: a, livenessProbe: { exec: { command: [1] } } } }`,
    );
    const result = readWorkflow(text, "a.yaml");
    expect(result.ok && result.value.templates[0]?.body).toMatchObject({
      affinity: { nodeAffinity: { weight: 5, any: ["thing", { deep: null }] } },
      container: { livenessProbe: { exec: { command: [1] } } },
    });
  });

  it("reads spellings of Argo 3 as those of Argo 4", () => {
    const old = `kind: CronWorkflow
metadata: { name: a }
spec:
  schedule: "0 2 * * *"
  workflowSpec:
    entrypoint: main
    synchronization: { mutex: { name: m } }
    templates: [{ name: main, Container: { image: a }, synchronization: { semaphore: { configMapKeyRef: { name: c, key: k } } } }]`;
    const now = old
      .replace('schedule: "0 2 * * *"', 'schedules: ["0 2 * * *"]')
      .replace("mutex: { name: m }", "mutexes: [{ name: m }]")
      .replace(
        "semaphore: { configMapKeyRef: { name: c, key: k } }",
        "semaphores: [{ configMapKeyRef: { name: c, key: k } }]",
      )
      .replace("Container", "container");
    const [before, after] = [old, now].map((text) => {
      const result = readManifests(text, "a.yaml");
      return result.ok ? JSON.stringify(result.value) : result.issues;
    });
    expect(before).toEqual(after);
  });

  it("counts an empty field as absent, as Go does", () => {
    const text = workflow(
      "    - { name: main, inputs: , steps: ~, container: { image: a, env: } }",
      "  arguments:\n",
    );
    expect(issuesOf(text)).toEqual([]);
  });

  it("is not misled by names that every object has", () => {
    const text = workflow(
      "    - { name: main, constructor: 1, toString: {}, __proto__: { container: { image: a } } }",
    );
    expect(issuesOf(text).map(({ code, path }) => [code, path])).toEqual([
      ["argo/unknown-field", "spec.templates[0].constructor"],
      ["argo/unknown-field", "spec.templates[0].toString"],
      ["argo/unknown-field", "spec.templates[0].__proto__"],
    ]);
  });

  it("refuses a document that contains itself, or nests without end", () => {
    const itself = workflow("    - &t { name: main, steps: [[{ name: a, inline: *t }]] }");
    expect(issuesOf(itself).map(({ code }) => code)).toContain("argo/too-deep");
    const deep = `${"{ name: a, steps: [[{ name: s, inline: ".repeat(60)}${POD}${" }]] }".repeat(60)}`;
    expect(issuesOf(workflow(`    - ${deep}`)).map(({ code }) => code)).toContain("argo/too-deep");
  });
});

describe("issues", () => {
  it("name the template, task or field that was meant", () => {
    expect(issuesOf(workflow("    - { name: mian, container: { image: a } }"))[0]?.hint).toBe(
      "Did you mean 'mian'?",
    );
    const task = workflow(
      "    - { name: main, dag: { tasks: [{ name: fetch, template: pod }, { name: b, template: pod, depends: fecth }] } }\n    - { name: pod, container: { image: a } }",
    );
    expect(issuesOf(task)[0]?.hint).toBe("Did you mean 'fetch'?");
    const clustered = `${workflow("    - { name: main, steps: [[{ name: a, templateRef: { name: shared, template: pod } }]] }")}---
kind: ClusterWorkflowTemplate
metadata: { name: shared }
spec: { templates: [{ name: pod, container: { image: a } }] }`;
    expect(issuesOf(clustered)[0]?.hint).toBe("cluster/shared is there: set 'clusterScope'.");
  });

  it("about what has no effect come once for each kind of thing, with how often it occurs", () => {
    const text = workflow(
      `    - { name: main, sidecars: [{ name: a, image: a }, { name: b, image: a }], container: { image: a } }\n    - { name: b, sidecars: [{ name: a, image: a }], container: { image: a } }`,
    );
    expect(issuesOf(text)).toMatchObject([
      {
        code: "argo/inert",
        severity: "warning",
        path: "spec.templates[0].sidecars",
        line: 5,
        message: expect.stringMatching(/\(3 times\)$/),
      },
    ]);
  });

  it("come once, however many documents lead to the template", () => {
    const user = (name: string) => `---
kind: Workflow
metadata: { name: ${name} }
spec: { workflowTemplateRef: { name: shared } }
`;
    const text = `kind: WorkflowTemplate
metadata: { name: shared }
spec: { entrypoint: pod, templates: [{ name: pod, container: {} }] }
${user("a")}${user("b")}`;
    const documents = readManifests(text, "a.yaml");
    expect(checkManifests(documents.ok ? documents.value : [], [])).toHaveLength(1);
  });

  it("stop at some point, however much is wrong", () => {
    const fields = Array.from({ length: 30_000 }, (_, i) => `  field${i}: 1\n`).join("");
    expect(issuesOf(workflow(`    - ${POD}`, fields)).length).toBeLessThanOrEqual(50);
    const tasks = Array.from({ length: 8_000 }, (_, i) => `{ name: t${i}, template: no${i} }`);
    const dag = workflow(`    - { name: main, dag: { tasks: [${tasks.join(", ")}] } }`);
    expect(issuesOf(dag).length).toBeLessThanOrEqual(50);
  });
});

describe("large workflows", () => {
  const pod =
    "    - { name: pod, inputs: { parameters: [{ name: x, default: 1 }] }, container: { image: a } }";
  const dag = (count: number, task: (index: number) => string) =>
    workflow(
      `    - name: main\n      dag: { tasks: [${Array.from({ length: count }, (_, i) => task(i)).join(",\n        ")}] }\n${pod}`,
    );

  // These have 10,000 tasks; checks in quadratic time would take minutes.
  it.each([
    ["side by side", dag(10_000, (i) => `{ name: t${i}, template: pod }`)],
    [
      "in a chain, each with the outputs of the one before",
      dag(6_000, (i) =>
        i === 0
          ? "{ name: t0, template: pod }"
          : `{ name: t${i}, template: pod, depends: t${i - 1}, arguments: { parameters: [{ name: x, value: "{{tasks.t${i - 1}.outputs.result}}" }] } }`,
      ),
    ],
    [
      "in a chain, each with the outputs of the first",
      dag(6_000, (i) =>
        i === 0
          ? "{ name: t0, template: pod }"
          : `{ name: t${i}, template: pod, depends: t${i - 1}, arguments: { parameters: [{ name: x, value: "{{tasks.t0.outputs.result}}" }] } }`,
      ),
    ],
  ])("of tasks %s are read", (_, text) => {
    expect(issuesOf(text)).toEqual([]);
  });

  it("of templates that call each other in a chain are read", () => {
    const templates = Array.from(
      { length: 8_000 },
      (_, i) => `    - { name: t${i}, steps: [[{ name: s, template: t${i + 1} }]] }`,
    );
    const text = workflow(
      `    - { name: main, steps: [[{ name: s, template: t0 }]] }\n${templates.join("\n")}\n    - { name: t8000, container: { image: a } }`,
    );
    expect(issuesOf(text)).toEqual([]);
  });
});
