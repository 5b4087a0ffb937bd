/** Random clusters: several pools with labels, taints, GPUs and spot nodes, an autoscaler, quotas, gangs. */
import fc from "fast-check";
import {
  type Autoscaler,
  EXPANDERS,
  SCHEDULER_STRATEGIES,
} from "../../../engine/core/cluster/autoscaler.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { workflowOf } from "../../helpers/workflow.ts";
import { FROM_MS, poolOf } from "./random-world.ts";
import { worldOf } from "./scripted-world.ts";

const RETRY = "retryStrategy: { limit: 20, retryPolicy: Always }";
const gpu = { count: 2, model: "T4", idleW: 8, fullW: 71 };
const TAINT = { key: "only", value: "gpu", effect: "NoSchedule" } as const;

/** A small step that may be moved, one that wants a label, a job of two nodes, one that needs a GPU. */
const WORKFLOW = workflowOf(
  "wf",
  "main",
  `- name: main
  dag:
    tasks:
      - { name: small, template: small, withSequence: { count: "3" } }
      - { name: picky, template: picky }
      - { name: gang, template: gang, depends: small }
      - { name: gpu, template: gpu, depends: picky }
- name: small
  ${RETRY}
  metadata: { annotations: { cluster-autoscaler.kubernetes.io/safe-to-evict: "true" } }
  container: { image: a, resources: { requests: { cpu: 500m, memory: 1Gi } } }
- name: picky
  ${RETRY}
  nodeSelector: { disk: fast }
  priorityClassName: high
  container: { image: a, resources: { requests: { cpu: "1", memory: 1Gi } } }
- name: gang
  ${RETRY}
  tolerations: [{ key: kubernetes.azure.com/scalesetpriority, operator: Exists }]
  container: { image: a, resources: { requests: { cpu: "2", memory: 2Gi } } }
- name: gpu
  ${RETRY}
  tolerations: [{ key: only, value: gpu, effect: NoSchedule }]
  container:
    image: a
    resources: { requests: { cpu: "1", memory: 1Gi }, limits: { nvidia.com/gpu: 1 } }`,
);

const minutes = (min: number, max: number) =>
  fc.integer({ min, max }).map((count) => count * MINUTE_MS);

const autoscalers: fc.Arbitrary<Autoscaler> = fc.record({
  scanMs: fc.constantFrom(0, 10_000, 60_000),
  delayAfterAddMs: minutes(0, 20),
  utilisationThreshold: fc.constantFrom(0, 0.5, 1),
  expander: fc.constantFrom(...EXPANDERS),
});

const sizes = fc.record({
  minNodes: fc.integer({ min: 0, max: 1 }),
  maxNodes: fc.integer({ min: 2, max: 4 }),
  provisionMs: minutes(0, 8),
  provisionVariation: fc.constantFrom(0, 0.4),
  scaleDownMs: minutes(0, 20),
});

const pools = fc
  .record({ main: sizes, spot: sizes, gpu: sizes, evictionsPerHour: fc.constantFrom(0, 0.5, 4) })
  .map(({ main, spot, gpu: accelerated, evictionsPerHour }): NodePool[] => [
    poolOf({ ...main, name: "main", labels: { disk: "fast" }, system: SYSTEM }),
    poolOf({ ...spot, name: "spot", spot: { evictionsPerHour } }),
    poolOf({ ...accelerated, name: "gpu", gpu, taints: [TAINT], curve: CURVE }),
  ]);

const SYSTEM = { cpu: 0.25, memoryGib: 0.5, utilisation: 0.4 };
const CURVE = { kind: "points", load: [0, 0.1, 1], power: [0, 0.3, 1] } as const;

const lasting = (durationMs: number, more: Partial<Profile> = {}): Profile => ({
  work: { kind: "modelled", duration: { kind: "constant", durationMs }, utilisation: 0.8 },
  exitCode: 0,
  parameters: {},
  ...more,
});

export const clusterWorlds: fc.Arbitrary<World> = fc
  .record({
    seed: fc.nat(),
    pools,
    autoscaler: fc.option(autoscalers, { nil: undefined }),
    scheduler: fc.constantFrom(...SCHEDULER_STRATEGIES),
    jobs: fc.constantFrom(undefined, 1, 3),
    vcpu: fc.constantFrom(undefined, 20, 28),
    requests: fc.array(minutes(0, 300), { minLength: 1, maxLength: 5 }),
    durations: fc.tuple(minutes(1, 60), minutes(1, 60), minutes(1, 60), minutes(1, 60)),
  })
  .map(({ seed, pools: [pool, ...morePools], autoscaler, scheduler, jobs, vcpu, ...rest }) => {
    const [small, picky, gang, accelerated] = rest.durations;
    const world = worldOf();
    return {
      ...world,
      seed,
      pool: pool as NodePool,
      morePools,
      scheduler,
      quotas: { ...(jobs !== undefined && { jobs }), ...(vcpu !== undefined && { vcpu }) },
      priorityClasses: { high: 100 },
      ...(autoscaler !== undefined && { autoscaler }),
      workload: {
        ...world.workload,
        workflow: WORKFLOW,
        deadlineMs: 40 * HOUR_MS,
        requestedAtMs: rest.requests.map((ms) => FROM_MS + ms).toSorted((a, b) => a - b),
      },
      profiles: {
        small: lasting(small),
        picky: lasting(picky),
        gang: lasting(gang, { replicas: 2, throughput: [1, 1.8] }),
        gpu: lasting(accelerated),
      },
      policies: [{ type: "immediate", name: "script", title: "I" }],
    };
  });
