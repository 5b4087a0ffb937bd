/** Random manifests with locks, caches, daemons, pauses, limits and hooks, and what people do to them. */
import fc from "fast-check";
import type { VirtualOutcome, VirtualWorld } from "../../../engine/core/simulate/virtual-run.ts";
import type { WorkflowEvent } from "../../../engine/core/workflow/event.ts";
import { fnv1a32 } from "../../../engine/core/workflow/node/node-id.ts";

export const START = 1_767_225_600_000;
const LAYERS = 3;
/** Templates without others inside. */
const LEAVES = [
  "container: { image: a }",
  "retryStrategy: { limit: 2, backoff: { duration: 7s, factor: 2 } }, container: { image: a }",
  "retryStrategy: { limit: 1, retryPolicy: Always }, container: { image: a }",
  "retryStrategy: { limit: 2, backoff: { duration: 5s, maxDuration: 30s } }, container: { image: a }",
  "synchronization: { mutexes: [{ name: m }] }, container: { image: a }",
  "synchronization: { semaphores: [{ configMapKeyRef: { name: sizes, key: two } }] }, container: { image: a }",
  "synchronization: { mutexes: [{ name: m }] }, timeout: 15s, retryStrategy: { limit: 1 }, container: { image: a }",
  "memoize: { key: k, maxAge: 25s, cache: { configMap: { name: kept } } }, container: { image: a }",
  "memoize: { key: l, cache: { configMap: { name: kept } } }, retryStrategy: { limit: 1 }, container: { image: a }",
  "daemon: true, container: { image: a }",
  "daemon: true, retryStrategy: { limit: 1 }, container: { image: a }",
  "suspend: {}",
  "suspend: { duration: 12s }",
  "timeout: 8s, container: { image: a }",
  "containerSet: { containers: [{ name: x, image: a }, { name: main, image: a, dependencies: [x] }] }",
  "http: { url: u }",
];
const COMPOSITE = [
  "",
  "",
  "parallelism: 1,",
  "parallelism: 2, failFast: true,",
  "retryStrategy: { limit: 1 },",
  "retryStrategy: { limit: 1, backoff: { duration: 5s, maxDuration: 40s } },",
  "synchronization: { mutexes: [{ name: other }] },",
  "memoize: { key: whole, cache: { configMap: { name: kept } } },",
];
const EXTRAS = [
  "",
  "",
  "",
  "withItems: [p, q, r],",
  'when: "false",',
  "hooks: { exit: { template: leaf-0 } },",
  "hooks: { exit: { template: leaf-4 }, mine: { template: leaf-1, expression: \"workflow.status == 'Running'\" } },",
];
const SPECS = [
  "",
  "",
  "  parallelism: 1",
  "  parallelism: 3",
  "  activeDeadlineSeconds: 25",
  "  onExit: leaf-1",
  "  hooks: { exit: { template: leaf-4 }, run: { template: leaf-0, expression: \"workflow.status == 'Running'\" } }",
  "  suspend: true",
  "  retryStrategy: { limit: 1 }",
  "  synchronization: { mutexes: [{ name: whole }] }",
];

const call = fc.record({
  leaf: fc.nat(LEAVES.length - 1),
  deeper: fc.boolean(),
  extra: fc.constantFrom(...EXTRAS),
  after: fc.array(fc.nat(4), { maxLength: 2 }),
});
const layer = fc.record({
  steps: fc.boolean(),
  fields: fc.constantFrom(...COMPOSITE),
  calls: fc.array(call, { minLength: 1, maxLength: 4 }),
});
type Layer = typeof layer extends fc.Arbitrary<infer T> ? T : never;

/** Whole manifests, all of them valid. */
export const manifests: fc.Arbitrary<string> = fc
  .record({
    layers: fc.array(layer, { minLength: LAYERS, maxLength: LAYERS }),
    spec: fc.constantFrom(...SPECS),
  })
  .map(
    ({ layers, spec }) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf, namespace: lab }
spec:
  entrypoint: layer-0
${spec}
  templates:
${layers.map((each, index) => `    - ${toTemplate(each, index)}`).join("\n")}
${LEAVES.map((fields, index) => `    - { name: leaf-${index}, ${fields} }`).join("\n")}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: sizes, namespace: lab }
data: { two: "2" }
`,
  );

function toTemplate({ steps, fields, calls }: Layer, index: number): string {
  const made = calls.map(({ leaf, deeper, extra }, position) => {
    const template = deeper && index + 1 < LAYERS ? `layer-${index + 1}` : `leaf-${leaf}`;
    return `name: c${position}, ${extra} template: ${template}`;
  });
  const head = `{ name: layer-${index}, ${fields}`;
  if (steps) {
    const groups = [made.slice(0, 2), made.slice(2)].filter((group) => group.length > 0);
    const written = groups.map((group) => `[${group.map((each) => `{ ${each} }`).join(", ")}]`);
    return `${head} steps: [${written.join(", ")}] }`;
  }
  const tasks = made.map((each, position) => {
    const after = new Set((calls[position] as Layer["calls"][number]).after);
    const names = [...after].filter((other) => other < position).map((other) => `c${other}`);
    return `{ ${each}, dependencies: [${names.join(", ")}] }`;
  });
  return `${head} dag: { tasks: [${tasks.join(", ")}] } }`;
}

/** What people do in the first two minutes. */
export const operations: fc.Arbitrary<WorkflowEvent[]> = fc.array(
  fc
    .record({
      type: fc.constantFrom("suspend", "resume", "resume", "stop", "terminate", "retry"),
      second: fc.nat(120),
    })
    .map(({ type, second }) => ({ type, atMs: START + second * 1_000 }) as WorkflowEvent),
  { maxLength: 4 },
);

const OUTCOMES: readonly Partial<VirtualOutcome>[] = [
  {},
  {},
  { durationMs: 3_000 },
  { durationMs: 20_000 },
  { phase: "Failed", exitCode: 1 },
  { phase: "Error", exitCode: 1 },
];

/** The same pod does the same in every run; what, a seed says. */
export function world(seed: number): VirtualWorld {
  return {
    pod: (_plan, run, node) => ({
      durationMs: 10_000,
      phase: "Succeeded",
      exitCode: 0,
      message: "",
      result: "",
      parameters: {},
      ...OUTCOMES[fnv1a32(`${seed}/${node.name}/${run.nodes.length}`) % OUTCOMES.length],
    }),
    resume: (_plan, _run, _node, ownMs) =>
      ownMs === undefined ? { afterMs: 60_000, outputs: {} } : undefined,
  };
}
