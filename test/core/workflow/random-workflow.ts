/** Random small workflows, always valid: steps, dags, loops, retries, hooks; no endless recursion. */
import fc from "fast-check";
import type {
  Arguments,
  DagTask,
  Json,
  Template,
  TemplateCall,
  Workflow,
} from "../../../engine/core/workflow/manifest.ts";
import type { PodOutcome } from "./drive.ts";

const LAYERS = 3;
const RESULTS = ["", ".Succeeded", ".Failed", ".Skipped", ".Omitted", ".Errored", ".AnySucceeded"];
const LOOPS: readonly (readonly Json[] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  ["a", 2],
  [{ x: true }, [1, "b"], "(c)"],
];
const NOTHING: Arguments = { parameters: [], artifacts: [] };

interface Shape {
  readonly kind: "steps" | "dag";
  readonly failFast: boolean;
  readonly parallelism: number;
  readonly retries: number;
  readonly calls: readonly {
    readonly deeper: boolean;
    readonly when: number;
    readonly loop: number;
    readonly hook: boolean;
    readonly forgiven: boolean;
    readonly group: number;
    readonly after: readonly number[];
    readonly result: number;
    readonly negated: boolean;
  }[];
}

const shape: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom("steps", "dag"),
  failFast: fc.boolean(),
  parallelism: fc.constantFrom(0, 0, 1, 2),
  retries: fc.constantFrom(0, 0, 1),
  calls: fc.array(
    fc.record({
      deeper: fc.boolean(),
      when: fc.nat(5),
      loop: fc.nat(LOOPS.length - 1),
      hook: fc.boolean(),
      forgiven: fc.boolean(),
      group: fc.nat(2),
      after: fc.array(fc.nat(5), { maxLength: 2 }),
      result: fc.nat(RESULTS.length - 1),
      negated: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

export const workflows: fc.Arbitrary<Workflow> = fc
  .tuple(
    fc.array(shape, { minLength: LAYERS, maxLength: LAYERS }),
    fc.constantFrom(undefined, undefined, 1, 3),
    fc.boolean(),
  )
  .map(([shapes, parallelism, exit]) => ({
    name: "wf",
    namespace: "default",
    labels: {},
    annotations: {},
    serviceAccountName: "",
    entrypoint: "layer-0",
    arguments: { parameters: [{ name: "go", value: "yes" }], artifacts: [] },
    hooks: {},
    scope: "local/",
    templates: [...shapes.map(toTemplate), pod()],
    suspend: false,
    locks: [],
    configMaps: {},
    body: {},
    ...(parallelism === undefined ? {} : { parallelism }),
    ...(exit ? { onExit: "pod" } : {}),
  }));

/** By display name, so that the same call has the same outcome wherever it stands. */
export const outcomes: fc.Arbitrary<(displayName: string) => PodOutcome> = fc
  .array(
    fc.record({ exitCode: fc.constantFrom(0, 0, 0, 1), result: fc.constantFrom("true", "12") }),
    { minLength: 7, maxLength: 7 },
  )
  .map((list) => (name) => list[numberOf(name) % list.length] ?? {});

function numberOf(name: string): number {
  return [...name].reduce((sum, sign) => (sum + sign.charCodeAt(0)) % 997, 0);
}

function base(name: string, value: string) {
  return {
    name,
    scope: "local/",
    inputs: { parameters: [{ name: "x", value }], artifacts: [] },
    outputs: NOTHING,
    daemon: false,
    failFast: false,
    locks: [],
  };
}

function pod(): Template {
  const requests = { cpu: 1, memoryGib: 1 };
  return { ...base("pod", "none"), kind: "container", containers: [], requests, body: {} };
}

function toTemplate(shape: Shape, layer: number): Template {
  const { kind, calls, failFast, parallelism, retries } = shape;
  const common = {
    ...base(`layer-${layer}`, "top"),
    failFast,
    ...(parallelism === 0 ? {} : { parallelism }),
    ...(retries === 0 ? {} : { retryStrategy: { limit: String(retries) } }),
  };
  const made = calls.map((call, index) => toCall(kind, call, index, layer));
  // The texts that read results are looked for in what is written.
  const body = JSON.parse(JSON.stringify({ made }));
  if (kind === "steps") {
    const groups = [0, 1, 2].map((group) => made.filter((_, i) => calls[i]?.group === group));
    return { ...common, kind, groups, body };
  }
  const tasks = made.map(
    (call, index): DagTask => ({ ...call, depends: dependsOf(calls[index], calls, index) }),
  );
  return { ...common, kind, tasks: tasks.toReversed(), dagFailFast: failFast, body };
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
    before === undefined ? conditions[call.when] : `{{tasks.c${before}.status}} == Succeeded`;
  const value =
    before === undefined ? "{{inputs.parameters.x}}" : `{{tasks.c${before}.outputs.result}}`;
  const template = call.deeper && layer + 1 < LAYERS ? `layer-${layer + 1}` : "pod";
  const withItems = LOOPS[call.loop];
  return {
    name: `c${index}`,
    template,
    arguments: { parameters: [{ name: "x", value }], artifacts: [] },
    hooks: call.hook ? { exit: { template: "pod", arguments: NOTHING } } : {},
    ...(call.when > 3 || when === undefined ? {} : { when }),
    ...(withItems === undefined ? {} : { withItems }),
    ...(call.forgiven ? { continueOn: { error: true, failed: true } } : {}),
  };
}

function dependsOf(
  call: Shape["calls"][number] | undefined,
  calls: Shape["calls"],
  index: number,
): string {
  const names = (call?.after ?? []).filter((each) => each < index && each < calls.length);
  const joined = names.map((each) => `c${each}${RESULTS[call?.result ?? 0]}`).join(" || ");
  return joined !== "" && call?.negated ? `!(${joined})` : joined;
}
