import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStatus, MAX_DIFFERENCES } from "../../../engine/core/conformance/compare.ts";
import type { ExpectedNode, ExpectedStatus } from "../../../engine/core/conformance/expected.ts";
import type { NodeStatus, WorkflowStatus } from "../../../engine/core/workflow/status/status.ts";

const NODE: ExpectedNode = {
  name: "wf",
  displayName: "wf",
  type: "Pod",
  phase: "Succeeded",
  message: "",
  templateName: "main",
  children: [],
};

const expectedOf = (change: Partial<ExpectedNode> = {}): ExpectedStatus => ({
  name: "wf",
  phase: "Succeeded",
  parameters: {},
  nodes: new Map([["wf", { ...NODE, ...change }]]),
});

const foundOf = (change: Partial<NodeStatus> = {}): WorkflowStatus => {
  const { children: _none, message: _empty, ...node } = NODE;
  return {
    name: "wf",
    namespace: "default",
    phase: "Succeeded",
    progress: "1/1",
    nodes: [{ id: "wf", ...(node as Omit<NodeStatus, "id">), ...change }],
  };
};

const paths = (expected: ExpectedStatus, found: WorkflowStatus) =>
  compareStatus(expected, found).map(({ path }) => path);

describe("compareStatus", () => {
  it.each<[Partial<NodeStatus>, string]>([
    [{ displayName: "x" }, "displayName"],
    [{ type: "Retry" }, "type"],
    [{ phase: "Failed" }, "phase"],
    [{ templateName: "x" }, "templateName"],
    [{ templateRef: { name: "a", template: "b" } }, "templateRef"],
    [{ children: ["x"] }, "children"],
    [{ inputs: { parameters: [{ name: "p", value: "1" }] } }, "inputs.parameters.p"],
    [{ inputs: { artifacts: [{ name: "a", path: "/a" }] } }, "inputs.artifacts.a"],
    [{ outputs: { result: "1" } }, "outputs.result"],
    [{ outputs: { parameters: [{ name: "a.b", value: "1" }] } }, 'outputs.parameters["a.b"]'],
  ])("finds that %j was not expected", (change, path) => {
    expect(paths(expectedOf(), foundOf(change))).toEqual([`nodes["wf"].${path}`]);
  });

  it("leaves out times, ids, messages, exit codes nobody recorded, and where artifacts are kept", () => {
    const artifact = { name: "model", path: "/model" };
    const expected = expectedOf({
      message: "Error (exit code 1)",
      startedAtMs: 1,
      outputs: { artifacts: [{ ...artifact, s3: { key: "a" } }] },
    });
    const found = foundOf({
      id: "other",
      startedAt: "2026-01-01T00:00:00Z",
      message: "main: Error (exit code 1)",
      outputs: { exitCode: "0", artifacts: [artifact] },
    });
    expect(compareStatus(expected, found)).toEqual([]);
    expect(paths(expectedOf({ outputs: { exitCode: "0" } }), foundOf())).toEqual([
      'nodes["wf"].outputs.exitCode',
    ]);
  });

  it("compares artifacts whose content is in the manifest", () => {
    const artifact = (data: string) => ({ artifacts: [{ name: "a", raw: { data } }] });
    const expected = expectedOf({ inputs: artifact("one") });
    expect(paths(expected, foundOf({ inputs: artifact("two") }))).toEqual([
      'nodes["wf"].inputs.artifacts.a.raw.data',
    ]);
  });

  it("tells of the run's own outputs, and of nodes that only one of both has", () => {
    const found = { ...foundOf(), outputs: { parameters: [{ name: "best", value: "1" }] } };
    const extra = [
      ...found.nodes,
      { ...foundOf({ name: "wf.b", id: "b" }).nodes[0] },
    ] as NodeStatus[];
    expect(compareStatus(expectedOf({ children: [] }), { ...found, nodes: extra })).toEqual([
      { path: "outputs.parameters.best", expected: null, found: { value: "1" } },
      { path: 'nodes["wf.b"]', expected: null, found: "Pod Succeeded" },
    ]);
  });

  it("lists no more than anybody reads", () => {
    const nodes = Array.from({ length: MAX_DIFFERENCES * 2 }, (_, index) => {
      return { ...foundOf().nodes[0], id: `n${index}`, name: `n${index}` } as NodeStatus;
    });
    expect(compareStatus(expectedOf(), { ...foundOf(), nodes })).toHaveLength(MAX_DIFFERENCES);
  });

  it("takes whatever values a status holds, and looks at both sides alike", () => {
    const inputs = (value: unknown) => ({
      inputs: { artifacts: [{ name: "a", raw: value as never }] },
    });
    const differences = (one: unknown, two: unknown) =>
      compareStatus(expectedOf(inputs(one)), foundOf(inputs(two)));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), fc.jsonValue(), (one, two) => {
        expect(differences(one, structuredClone(one))).toEqual([]);
        const there = differences(one, two).map(({ path }) => path);
        const back = differences(two, one).map(({ path }) => path);
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });
});
