/** Group j: what nodes are called, which type they are, and how the status refers to them. */
import { describe, expect, it } from "vitest";
import { nodeId, podName } from "../../../../engine/core/workflow/node/node-id.ts";
import { type Case, manifestOf } from "./run-case.ts";
import { check } from "./table.ts";

const ALL = `- name: main
  steps:
    - - { name: go, template: graph }
      - { name: each, template: pod, withItems: [x, { k: v, a: 1 }] }
    - - { name: again, template: flaky, hooks: { exit: { template: pod } } }
      - { name: nay, template: pod, when: "false" }
      - { name: pause, template: wait }
- name: graph
  dag:
    tasks:
      - { name: t, template: pod }
      - { name: l, template: pod, withItems: [p] }
      - { name: o, template: pod, depends: t.Failed }
- { name: flaky, retryStrategy: { limit: 1 }, container: { image: a } }
- { name: wait, suspend: { duration: 1s } }`;
const RUN: Case = { templates: ALL, outcomes: { again: [{ exitCode: 1 }, {}] } };

/** Every node by its whole name, with what one asks of it. */
const of = (run: { run: { nodes: readonly { name: string }[] } }, field: string) =>
  Object.fromEntries(
    run.run.nodes.map((node) => [node.name, (node as unknown as Record<string, unknown>)[field]]),
  );

describe("j: nodes", () => {
  check([
    [
      "names tell where a node stands, and types what it is",
      RUN,
      (run) => of(run, "type"),
      {
        wf: "Steps",
        "wf[0]": "StepGroup",
        "wf[0].go": "DAG",
        "wf[0].go.t": "Pod",
        "wf[0].go.l": "TaskGroup",
        "wf[0].go.l(0:p)": "Pod",
        "wf[0].go.o": "Skipped",
        "wf[0].each(0:x)": "Pod",
        "wf[0].each(1:a:1,k:v)": "Pod",
        "wf[1]": "StepGroup",
        "wf[1].again": "Retry",
        "wf[1].again(0)": "Pod",
        "wf[1].again(1)": "Pod",
        "wf[1].again.onExit": "Pod",
        "wf[1].nay": "Skipped",
        "wf[1].pause": "Suspend",
      },
    ],
    [
      "display names are names without those of the template around",
      RUN,
      (run) => of(run, "displayName"),
      {
        wf: "wf",
        "wf[0]": "[0]",
        "wf[0].go": "go",
        "wf[0].go.t": "t",
        "wf[0].go.l": "l",
        "wf[0].go.l(0:p)": "l(0:p)",
        "wf[0].go.o": "o",
        "wf[0].each(0:x)": "each(0:x)",
        "wf[0].each(1:a:1,k:v)": "each(1:a:1,k:v)",
        "wf[1]": "[1]",
        "wf[1].again": "again",
        "wf[1].again(0)": "again(0)",
        "wf[1].again(1)": "again(1)",
        "wf[1].again.onExit": "again.onExit",
        "wf[1].nay": "nay",
        "wf[1].pause": "pause",
      },
    ],
    [
      "boundaries are the nodes of the templates around",
      RUN,
      (run) => {
        const byId = new Map(run.status.nodes.map(({ id, name }) => [id, name]));
        return ["wf", "wf[0]", "wf[0].go.t", "wf[0].go.l(0:p)", "wf[1].again(0)"].map((name) =>
          byId.get(run.node(name).boundaryID ?? ""),
        );
      },
      [undefined, "wf", "wf[0].go", "wf[0].go", "wf"],
    ],
    [
      "a retried node that belongs to nothing is named as a whole",
      { templates: "- { name: main, retryStrategy: { limit: 1 }, container: { image: a } }" },
      (run) => [run.node("wf(0)").displayName, run.node("wf(0)").boundaryID],
      ["wf(0)", undefined],
    ],
    [
      "groups of steps follow each other through the last nodes inside",
      RUN,
      (run) => [run.node("wf").children, run.node("[0].go.l(0:p)").children],
      [["[0]"], ["[1]"]],
    ],
    [
      "outbound nodes are the last ones inside",
      RUN,
      (run) => {
        const byId = new Map(run.status.nodes.map(({ id, name }) => [id, name]));
        return run.node("go").outboundNodes?.map((id) => byId.get(id));
      },
      ["wf[0].go.l(0:p)", "wf[0].go.o"],
    ],
    [
      "an exit handler and an attempt are flagged",
      RUN,
      (run) => [
        run.node("[1].again.onExit").nodeFlag,
        run.node("[1].again(1)").nodeFlag,
        run.node("go").nodeFlag,
      ],
      [{ hooked: true }, { retried: true }, undefined],
    ],
    [
      "groups have no template, other nodes do",
      RUN,
      (run) =>
        ["[0]", "go", "[0].go.l", "[0].go.o", "[1].again(0)"].map(
          (name) => run.node(name).templateName,
        ),
      [undefined, "graph", "pod", "pod", "flaky"],
    ],
    [
      "the scope of templates of the workflow is local",
      RUN,
      (run) => new Set(run.status.nodes.map(({ templateScope }) => templateScope)),
      new Set(["local/wf"]),
    ],
    ["progress counts pods", RUN, (run) => run.status.progress, "7/7"],
    [
      "instants are written to the second",
      RUN,
      (run) => [run.status.startedAt, run.node("pause").startedAt, run.node("pause").finishedAt],
      ["2026-01-01T00:00:00Z", "2026-01-01T00:00:10Z", "2026-01-01T00:00:11Z"],
    ],
    [
      "a display name may be given by an annotation",
      {
        templates: `- name: main
  steps: [[{ name: a, template: called, arguments: { parameters: [{ name: x, value: eu }] } }]]
- name: called
  annotations: { workflows.argoproj.io/display-name: "train-{{inputs.parameters.x}}" }
  inputs: { parameters: [{ name: x }] }
  container: { image: a }`,
      },
      (run) => [run.node("[0].a").displayName, run.node("[0].a").name],
      ["train-eu", "wf[0].a"],
    ],
    [
      "an inline template has no name in the status",
      {
        templates: "- { name: main, steps: [[{ name: a, inline: { container: { image: a } } }]] }",
      },
      (run) => [run.node("a").templateName, run.node("a").templateRef, run.node("a").type],
      [undefined, undefined, "Pod"],
    ],
    [
      "a template of a WorkflowTemplate is named by its reference, in the scope of the caller",
      {
        yaml: `${manifestOf(
          "- { name: main, steps: [[{ name: a, templateRef: { name: shared, template: work } }]] }",
        )}---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: shared, namespace: lab }
spec:
  templates:
    - { name: work, steps: [[{ name: x, template: inside }]] }
    - { name: inside, container: { image: a } }
`,
      },
      (run) => {
        const { templateRef, templateName, templateScope } = run.node("[0].a");
        const inside = run.node("[0].a[0].x");
        return [
          templateRef,
          templateName,
          templateScope,
          inside.templateName,
          inside.templateScope,
        ];
      },
      [{ name: "shared", template: "work" }, undefined, "local/wf", "inside", "namespaced/shared"],
    ],
    [
      "inputs of a node say their value and their default",
      {
        templates: `- name: main
  inputs: { parameters: [{ name: x, default: usual }] }
  container: { image: a }`,
      },
      (run) => run.status.nodes[0]?.inputs?.parameters,
      [{ name: "x", value: "usual", default: "usual" }],
    ],
    [
      "outputs of a pod say where they came from",
      {
        templates: `- name: main
  container: { image: a }
  outputs: { parameters: [{ name: out, globalName: all, valueFrom: { path: /out } }] }`,
        outcomes: { main: { parameters: { out: "v" } } },
      },
      (run) => [run.status.nodes[0]?.outputs, run.status.outputs],
      [
        {
          parameters: [{ name: "out", value: "v", globalName: "all", valueFrom: { path: "/out" } }],
          exitCode: "0",
        },
        { parameters: [{ name: "all", value: "v" }] },
      ],
    ],
  ]);
});

describe("j: ids", () => {
  // FNV-1a of the whole node name, 32 bits, computed apart.
  it.each([
    ["wf", "wf"],
    ["wf[0].a", "wf-3986212215"],
    ["wf.one", "wf-3451759330"],
    ["wf[1].b", "wf-2760215211"],
  ])("of %s", (name, id) => {
    expect(nodeId("wf", name)).toBe(id);
  });

  it("are unique in a run with loops, retries and hooks", () => {
    const names = ["wf[0].each(0:x)", "wf[0].each(1:x)", "wf[1].again(0)", "wf[1].again(1)"];
    expect(new Set(names.map((name) => nodeId("wf", name))).size).toBe(names.length);
  });
});

describe("j: pod names", () => {
  it("are those of the workflow, the template and the node", () => {
    expect(podName("wf", "pod", "wf[0].a")).toBe("wf-pod-3986212215");
  });

  it("are that of the workflow for the root", () => {
    expect(podName("wf", "main", "wf")).toBe("wf");
  });

  it("are cut so that they stay names", () => {
    const name = podName("w".repeat(63), "t".repeat(200), "wf[0].a");
    expect(name).toBe(`${"w".repeat(63)}-${"t".repeat(178)}-3986212215`);
    expect(name.length).toBeLessThanOrEqual(253);
  });
});
