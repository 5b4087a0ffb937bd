/** The cluster of a scenario as people write it: node pools, the autoscaler, the scheduler, quotas. */
import { z } from "zod";
import { EXPANDERS, SCHEDULER_STRATEGIES } from "../cluster/autoscaler.ts";
import { MAX_NODE_POOLS } from "../limits.ts";
import { duration, positiveDuration } from "./duration-schema.ts";
import { textKinds } from "./kind.ts";
import { priceSchema } from "./price-schema.ts";

const share = z.number().min(0).max(1);
const watts = z.number().min(0).max(100_000);
const pricePerHour = z.number().min(0).max(1_000_000);
const labelText = z.string().max(317);

const taint = z.strictObject({
  key: labelText.min(1),
  value: labelText.default(""),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

const spot = z.strictObject({
  evictionsPerHour: z
    .number()
    .min(0)
    .max(60)
    .describe("Of each node, on average; an assumption, for providers publish none"),
});

const billing = z.strictObject({
  minimum: duration.default("0s").describe("A node is paid for at least so long"),
  step: positiveDuration.default("1s").describe("Its time is rounded up to a multiple of this"),
});

const commitment = z
  .strictObject({
    nodes: z.int().min(1).max(10_000),
    pricePerHour: pricePerHour.describe("Of one node"),
  })
  .describe("Reservations and savings plans: paid for all of the period, used or not");

/** Coefficients that are left out come from the catalogue, by VM size and region. */
export const nodePoolSchema = z.strictObject({
  name: z.string(),
  vmSize: z.string(),
  region: z.string(),
  vcpu: z.number().positive().optional(),
  memoryGib: z.number().positive().optional(),
  gpu: z
    .strictObject({
      count: z.int().min(1).max(64),
      model: z.string().min(1).max(60),
      idleW: watts.describe("Of one, without PUE"),
      fullW: watts.describe("Of one, without PUE"),
    })
    .optional()
    .describe("Accelerators of one node"),
  minNodes: z.int().min(0).max(10_000),
  maxNodes: z.int().min(1).max(10_000),
  provision: duration,
  provisionVariation: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe("Coefficient of variation of the time to provision a node (log-normal)"),
  scaleDown: duration.describe("Unneeded so long, a node is removed (AKS: 10m)"),
  labels: z.record(labelText, labelText).optional(),
  taints: z.array(taint).max(100).optional(),
  system: z
    .strictObject({
      cpu: z.number().min(0),
      memoryGib: z.number().min(0).default(0),
      utilisation: share.default(0).describe("Busy share of the reserved CPU"),
    })
    .optional()
    .describe("Kept of each node for the kubelet and daemon sets"),
  spot: spot.optional().describe("Nodes that the provider may take back"),
  priority: z.int().optional().describe("For the priority expander: the highest is tried first"),
  idleW: watts.optional().describe("Of the VM at 0 % CPU, without GPUs and PUE"),
  fullW: watts.positive().optional().describe("Of the VM at 100 % CPU, without GPUs and PUE"),
  powerModel: z
    .enum(["ccf", "teads", "boavizta"])
    .optional()
    .describe("Which of the catalogue's power models fills in idleW and fullW; ccf when left out"),
  memoryPower: z
    .boolean()
    .optional()
    .describe("Whether what the catalogue fills in has memory's 0.392 W/GiB; true when left out"),
  pue: z.number().min(1, "PUE is at least 1").max(5).optional(),
  embodiedKg: z
    .number()
    .min(0)
    .optional()
    .describe("Embodied emissions of the share of the host, kg CO2e"),
  lifespanYears: z.number().positive().optional(),
  pricePerHour: pricePerHour.optional(),
  price: priceSchema.optional().describe("Where the price of a node varies with time"),
  billing: billing.optional(),
  commitment: commitment.optional(),
  currency: z.string().length(3).default("USD"),
  sources: z.array(z.string()).min(1).optional(),
});

const autoscaler = z
  .strictObject({
    scanInterval: duration.default("10s"),
    scaleDownDelayAfterAdd: duration.default("10m"),
    scaleDownUtilizationThreshold: share.default(0.5),
    expander: z.enum(EXPANDERS).default("random"),
  })
  .describe("The cluster autoscaler's profile, with the defaults of AKS");

const quotas = z
  .strictObject({
    jobs: z
      .int()
      .min(1)
      .optional()
      .describe("Workflow pods that run at one time; a multi-node job counts once"),
    vcpu: z.number().positive().optional().describe("CPUs of all nodes at one time"),
  })
  .describe("Upper bounds of the whole cluster; what is beyond them waits");

export const clusterSchema = z.strictObject({
  catalogue: z
    .string()
    .min(1)
    .max(500)
    .describe("A catalogue file beside the scenario (CSV or YAML); it overrides the built-in one")
    .register(textKinds, { kind: "file" })
    .optional(),
  nodePool: nodePoolSchema.describe("The first pool: what a run is expected to use"),
  morePools: z
    .array(nodePoolSchema)
    .max(MAX_NODE_POOLS)
    .optional()
    .describe("Other pools of the same region"),
  autoscaler: autoscaler
    .optional()
    .describe("Left out: nodes are asked for at once, and removed after scaleDown, one by one"),
  scheduler: z.enum(SCHEDULER_STRATEGIES).optional(),
  quotas: quotas.optional(),
  priorityClasses: z
    .record(z.string().min(1).max(253), z.int().min(-2_147_483_648).max(1_000_000_000))
    .optional()
    .describe("Values of the priority classes that the workflow names"),
});

export type NodePoolDocument = z.infer<typeof nodePoolSchema>;
export type ClusterDocument = z.infer<typeof clusterSchema>;
