/** What stays the same during a replay: the world, made ready to answer questions. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { Cluster } from "../cluster/nodes.ts";
import { profilesOf } from "../infer/placeholders.ts";
import { type QualitySurface, qualitySurface } from "../model/quality.ts";
import type { PolicySpec } from "../policy/spec.ts";
import { DrawTable } from "../profile/draws.ts";
import { DEFAULT_PROFILE, type Profile, type Profiles } from "../profile/profile.ts";
import type { World } from "../scenario/world.ts";
import { HOME, type Site, sitesOf } from "../site/site.ts";
import type { DurationMs } from "../units/units.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import { planWorkflow } from "../workflow/plan/plan-workflow.ts";
import { clusterOf, expectedPool, type PodAsks, podAsks, startUpMs } from "./cluster.ts";
import { type Expectation, type Expecting, expectRun } from "./expectation.ts";

/** Prepared once for a world, shared by the replays of all its policies. */
export interface PreparedWorld {
  readonly world: World;
  /** Home first. */
  readonly sites: readonly Site[];
  /** The nodes that the sites may have. */
  readonly cluster: Cluster;
  /** What pods ask of it. */
  readonly asks: PodAsks;
  /** Of the grid at home. */
  readonly trace: CarbonTrace;
  readonly surface: QualitySurface;
  readonly plan: WorkflowPlan;
  /** Of each request's run on an empty cluster. */
  readonly expected: readonly Expectation[];
  /** Before the first pod runs, where no node is kept. */
  readonly startUpMs: DurationMs;
  /** By the template's position in the plan. */
  readonly profiles: readonly Profile[];
  readonly draws: DrawTable;
}

export interface ReplayContext extends PreparedWorld {
  readonly spec: PolicySpec;
}

export function prepareWorld(world: World): PreparedWorld {
  const plan = planWorkflow(world.workload.workflow);
  const profiles: Profiles = { default: DEFAULT_PROFILE, templates: world.profiles };
  const profileOf = profilesOf(plan, profiles);
  const sites = sitesOf(world);
  const cluster = clusterOf(world, sites);
  const asks = podAsks(plan, cluster, sites, world.priorityClasses);
  return {
    world,
    sites,
    cluster,
    asks,
    trace: (sites[HOME] as Site).trace,
    surface: qualitySurface(world.quality, world.seed),
    plan,
    expected: expectations(world, {
      plan,
      profiles,
      profileOf,
      poolOf: (template) => expectedPool(cluster, asks, template),
      seed: world.seed,
    }),
    startUpMs: startUpMs(cluster, world.pool),
    profiles: profileOf,
    draws: new DrawTable(world.seed, world.workload.requestedAtMs.length),
  };
}

/** Without measurements all requests are expected to run alike. */
function expectations(world: World, expecting: Expecting): Expectation[] {
  const requests = world.workload.requestedAtMs;
  const perRequest = expecting.profileOf.some((each) => each.work.kind === "measured");
  if (perRequest) return requests.map((_, index) => expectRun(expecting, index));
  const every = expectRun(expecting, 0);
  return requests.map(() => every);
}
