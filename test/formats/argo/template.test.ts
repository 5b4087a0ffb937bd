import { describe, expect, it } from "vitest";
import { EVERYTHING, workflowOf } from "./workflow-of.ts";

describe("what the engine is given", () => {
  const workflow = workflowOf(EVERYTHING, "Workflow", {
    name: "run-1",
    parameters: { extra: "7" },
  });
  const template = (name: string) => workflow.templates.find((each) => each.name === name);

  it("has parameters as texts, given ones last, and ConfigMaps by name", () => {
    expect(workflow.name).toBe("run-1");
    expect(workflow.namespace).toBe("lab");
    expect(workflow.arguments.parameters.map(({ name, value }) => [name, value])).toEqual([
      ["size", "5"],
      ["from-map", undefined],
      ["extra", "7"],
    ]);
    expect(workflow.configMaps).toEqual({ settings: { word: "hello", lanes: "2" } });
  });

  it("has locks of the workflow and of templates", () => {
    expect(workflow.locks.map(({ kind, name, database }) => [kind, name, database])).toEqual([
      ["semaphore", "settings/lanes", false],
      ["semaphore", "shared", true],
      ["mutex", "whole", false],
    ]);
    expect(template("say")?.locks).toEqual([
      { kind: "mutex", name: "{{inputs.parameters.word}}", namespace: "other", database: false },
    ]);
  });

  it("has retries, deadlines and memoization of templates", () => {
    expect(template("number")).toMatchObject({
      kind: "script",
      retryStrategy: {
        limit: "3",
        retryPolicy: "Always",
        expression: "asInt(lastRetry.exitCode) > 1",
        backoff: { duration: "10", factor: "2", maxDuration: "10m", cap: "1m" },
      },
    });
    expect(template("say")).toMatchObject({
      timeout: "90s",
      memoize: { key: "say-{{inputs.parameters.word}}", maxAge: "10m", cache: "said" },
    });
    expect(template("wait")).toMatchObject({ kind: "suspend", duration: "20s" });
    expect(template("set")).toMatchObject({
      kind: "containerSet",
      containers: [
        { name: "fetch", dependencies: [] },
        { name: "main", dependencies: ["fetch"] },
      ],
    });
  });

  it("has steps with loops, and tasks with what they depend on", () => {
    const main = template("main");
    if (main?.kind !== "steps") throw new Error("main is a steps template");
    expect(main.failFast).toBe(true);
    expect(main.groups.map((group) => group.map(({ name }) => name))).toEqual([
      ["count", "inline"],
      ["items", "param", "sequence"],
      ["graph"],
      ["wait", "shared", "everywhere"],
    ]);
    expect(main.groups[0]?.[0]?.continueOn).toEqual({ failed: true, error: true });
    expect(main.groups[1]?.map(({ withItems, withSequence }) => withItems ?? withSequence)).toEqual(
      [
        [1, "two", { deep: [3] }, [4, 5]],
        undefined,
        { start: "1", end: "{{steps.count.outputs.result}}", format: "%02d" },
      ],
    );
    const graph = template("graph");
    if (graph?.kind !== "dag") throw new Error("graph is a dag template");
    expect(graph.dagFailFast).toBe(false);
    expect(graph.target).toBe("d e");
    expect(graph.tasks.map(({ depends }) => depends)).toEqual([
      "",
      "a.Succeeded",
      "a && !b.Failed",
      "c || b.Errored",
      "d.Daemoned || d",
    ]);
  });

  it("joins a list of dependencies", () => {
    const workflow = workflowOf(`
kind: Workflow
spec:
  entrypoint: d
  templates:
    - { name: d, dag: { tasks: [{ name: a, template: p }, { name: b, template: p }, { name: c, template: p, dependencies: [a, b] }] } }
    - { name: p, container: { image: i } }
`);
    const [dag] = workflow.templates;
    expect(dag?.kind === "dag" && dag.tasks[2]?.depends).toBe("a && b");
  });
});

describe("pod requests", () => {
  it.each([
    ["container: { image: b, resources: { requests: { cpu: 2, memory: 4Gi } } }", 2, 4],
    ["container: { image: b, resources: { limits: { cpu: 2, memory: 4Gi } } }", 2, 4],
    [
      "container: { image: b, resources: { requests: { cpu: 1 }, limits: { cpu: 2, memory: 4Gi } } }",
      1,
      4,
    ],
    ["container: { image: b }", 0.1, 100 / 1_024],
    ["container: { image: b, resources: { requests: { cpu: 0, memory: 0 } } }", 0.1, 100 / 1_024],
    [
      "container: { image: b, resources: { requests: { cpu: 1, memory: 1Gi } } }\n      sidecars: [{ name: s, image: b, resources: { requests: { cpu: 500m, memory: 1Gi } } }]",
      1.5,
      2,
    ],
    [
      "container: { image: b, resources: { requests: { cpu: 1, memory: 1Gi } } }\n      initContainers: [{ name: s, image: b, resources: { requests: { cpu: 500m, memory: 3Gi } } }]",
      1,
      3,
    ],
    [
      "containerSet: { containers: [{ name: x, image: b, resources: { requests: { cpu: 1, memory: 1Gi } } }, { name: y, image: b, resources: { requests: { cpu: 1, memory: 1Gi } } }] }",
      2,
      2,
    ],
    [
      "container: { image: b, resources: { requests: { cpu: 1, memory: 1Gi } } }\n      podResources: { requests: { cpu: 3 } }",
      3,
      1,
    ],
    ["http: { url: x }", 0.1, 100 / 1_024],
  ])("%s", (template, cpu, memoryGib) => {
    const text = `kind: Workflow\nspec:\n  entrypoint: a\n  templates:\n    - name: a\n      ${template}`;
    expect(workflowOf(text).templates[0]).toMatchObject({ requests: { cpu, memoryGib } });
  });
});
