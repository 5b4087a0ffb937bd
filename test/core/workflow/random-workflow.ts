/** Random small workflows, always valid: steps, dags and pods, calls without endless recursion. */
import fc from "fast-check";
import type { Template, TemplateCall, Workflow } from "../../../engine/core/workflow/manifest.ts";
import type { PodOutcome } from "./drive.ts";

const LAYERS = 3;
const RESULTS = ["", ".Succeeded", ".Failed", ".Skipped", ".Omitted", ".Errored"];

interface Shape {
  readonly kind: "steps" | "dag";
  readonly calls: readonly {
    readonly deeper: boolean;
    readonly when: number;
    readonly group: number;
    readonly after: readonly number[];
    readonly result: number;
    readonly negated: boolean;
  }[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom("steps", "dag"),
  calls: fc.array(
    fc.record({
      deeper: fc.boolean(),
      when: fc.nat(5),
      group: fc.nat(2),
      after: fc.array(fc.nat(5), { maxLength: 2 }),
      result: fc.nat(RESULTS.length - 1),
      negated: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

export const workflows: fc.Arbitrary<Workflow> = fc
  .array(shape, { minLength: LAYERS, maxLength: LAYERS })
  .map((shapes) => ({
    name: "wf",
    entrypoint: "layer-0",
    arguments: [{ name: "go", value: "yes" }],
    templates: [...shapes.map(toTemplate), pod()],
  }));

/** By display name, so that the same call has the same outcome wherever it stands. */
export const outcomes: fc.Arbitrary<(displayName: string) => PodOutcome> = fc
  .array(
    fc.record({ exitCode: fc.constantFrom(0, 0, 0, 1), result: fc.constantFrom("yes", "no") }),
    {
      minLength: 5,
      maxLength: 5,
    },
  )
  .map((list) => (name) => list[Number(name.slice(1)) % 5] ?? {});

function pod(): Template {
  return {
    kind: "container",
    name: "pod",
    inputs: [{ name: "x", value: "none" }],
    outputs: [],
    image: "a",
    command: [],
    args: [],
    requests: { cpu: 1, memoryGib: 1 },
  };
}

function toTemplate({ kind, calls }: Shape, layer: number): Template {
  const base = { name: `layer-${layer}`, inputs: [{ name: "x", value: "top" }], outputs: [] };
  const made = calls.map((call, index) => toCall(kind, call, index, layer));
  if (kind === "steps") {
    const groups = [0, 1, 2].map((group) => made.filter((_, i) => calls[i]?.group === group));
    return { ...base, kind, groups };
  }
  const tasks = made.map((call, index) => ({ ...call, depends: dependsOf(calls[index], index) }));
  return { ...base, kind, tasks: tasks.toReversed() };
}

function toCall(
  kind: Shape["kind"],
  call: Shape["calls"][number],
  index: number,
  layer: number,
): TemplateCall {
  const before = kind === "dag" ? call.after.filter((each) => each < index)[0] : undefined;
  const conditions = [
    "{{workflow.parameters.go}} == yes",
    "false",
    "1 < a",
    "{{inputs.parameters.x}} != no",
  ];
  const when =
    before === undefined ? conditions[call.when] : `{{tasks.c${before}.outputs.result}} == yes`;
  const value =
    before === undefined ? "{{inputs.parameters.x}}" : `{{tasks.c${before}.outputs.result}}`;
  const template = call.deeper && layer + 1 < LAYERS ? `layer-${layer + 1}` : "pod";
  const base = { name: `c${index}`, template, arguments: [{ name: "x", value }] };
  return call.when > 3 || when === undefined ? base : { ...base, when };
}

function dependsOf(call: Shape["calls"][number] | undefined, index: number): string {
  const names = (call?.after ?? []).filter((each) => each < index);
  const joined = names.map((each) => `c${each}${RESULTS[call?.result ?? 0]}`).join(" || ");
  return joined !== "" && call?.negated ? `!(${joined})` : joined;
}
