/**
 * Whose energy is it: a node's power goes to the pods that asked for it and to idleness, minute by
 * minute, so that the parts add up to the node.
 *
 * A pod carries its dynamic power and the idle power of the share of the node that it reserved; what
 * nobody reserved is idle. Embodied emissions and cost follow the reserved share as well (SCI v1.1:
 * RS = RR / ToR).
 */
import type { NodePool } from "../cluster/node-pool.ts";
import { dynamicPowerW, operationalG, podPowerW } from "../cluster/power.ts";
import { nodePrice } from "../cluster/price.ts";
import { CompensatedSum } from "../math/sum.ts";
import { HOME, type Site, siteOf } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import { energyKwh, type GramsCo2e, type InstantMs } from "../units/units.ts";
import type { Slice } from "./result.ts";

/** Operational carbon of a pod, with the idle power that it reserved and PUE. */
export function podOperationalG(pod: PodRecord, sites: readonly Site[]): GramsCo2e {
  const { pool, trace } = siteOf(sites, pod);
  return operationalG(podPowerW(pod, pool), trace.integral(pod.startedAtMs, pod.finishedAtMs));
}

/** Adds up slices without drift. */
export class SliceSum {
  private readonly energy = new CompensatedSum();
  private readonly operational = new CompensatedSum();
  private readonly embodied = new CompensatedSum();
  private readonly money = new CompensatedSum();

  /** Adds energy (kWh), operational and embodied carbon (g), and cost; takes apart, not as an object. */
  add(energy: number, operational: number, embodied: number, cost: number): void {
    this.energy.add(energy);
    this.operational.add(operational);
    this.embodied.add(embodied);
    this.money.add(cost);
  }

  addSlice(slice: Slice): void {
    this.add(slice.energyKwh, slice.operationalG, slice.embodiedG, slice.cost);
  }

  get value(): Slice {
    return {
      energyKwh: this.energy.value,
      operationalG: this.operational.value,
      embodiedG: this.embodied.value,
      cost: this.money.value,
    };
  }
}

/** What adds up to the energy, carbon and cost of the nodes at one site. */
interface SiteAttribution {
  readonly byStep: Readonly<Record<string, Slice>>;
  readonly idle: Slice;
  /** What PUE adds: cooling and distribution; energy and operational carbon only. */
  readonly overhead: Slice;
  readonly total: Slice;
}

export interface Attribution extends SiteAttribution {
  /** Data on its way to other regions: energy of the network on the grid at home, and egress. */
  readonly transfer: Slice;
}

/** Splits the nodes' energy, carbon and cost into steps, idleness and data-centre overhead. */
export function attribute(timeline: Timeline, sites: readonly Site[]): Attribution {
  const [home, ...others] = sites.map((site, index) => attributeAt(timeline, site, index));
  const transfer = transferSlice(timeline, sites);
  if (home === undefined || others.length === 0) return { ...(home as SiteAttribution), transfer };
  const all = [home, ...others];
  const names = new Set(all.flatMap((each) => Object.keys(each.byStep)));
  const sumOver = (slices: readonly (Slice | undefined)[]) => {
    const sum = new SliceSum();
    for (const slice of slices) if (slice !== undefined) sum.addSlice(slice);
    return sum.value;
  };
  return {
    byStep: Object.fromEntries(
      [...names].map((name) => [name, sumOver(all.map((each) => each.byStep[name]))]),
    ),
    idle: sumOver(all.map((each) => each.idle)),
    overhead: sumOver(all.map((each) => each.overhead)),
    transfer,
    total: sumOver([...all.map((each) => each.total), transfer]),
  };
}

/** Of data that is cut off on its way at the end of the period, the part that was inside. */
function transferSlice({ transfers }: Timeline, sites: readonly Site[]): Slice {
  const sum = new SliceSum();
  const home = sites[HOME] as Site;
  for (const moved of transfers) {
    const { durationMs, energyKwh, cost } = siteOf(sites, moved).transfer;
    const { fromMs, toMs } = moved;
    const inside = durationMs > 0 ? (toMs - fromMs) / durationMs : 1;
    const kwh = energyKwh * inside;
    sum.add(kwh, kwh * home.trace.mean(fromMs, toMs), 0, cost * inside);
  }
  return sum.value;
}

function attributeAt(timeline: Timeline, { pool, trace }: Site, site: number): SiteAttribution {
  const steps = new Map<string, SliceSum>();
  const idle = new SliceSum();
  for (const node of timeline.nodes) {
    if ((node.site ?? HOME) !== site) continue;
    const { fromMs, toMs } = node;
    addReserved(idle, 1, fromMs, toMs, trace.integral(fromMs, toMs), pool);
  }
  for (const pod of timeline.pods) {
    if ((pod.site ?? HOME) !== site) continue;
    const sum = stepSum(steps, pod.templateName);
    const durationMs = pod.finishedAtMs - pod.startedAtMs;
    const integral = trace.integral(pod.startedAtMs, pod.finishedAtMs);
    const share = pod.cpu / pool.vcpu;
    addReserved(idle, -share, pod.startedAtMs, pod.finishedAtMs, integral, pool);
    addReserved(sum, share, pod.startedAtMs, pod.finishedAtMs, integral, pool);
    const powerW = dynamicPowerW(pod, pool);
    sum.add(energyKwh(powerW, durationMs), operationalG(powerW, integral), 0, 0);
  }
  return total(steps, idle.value, pool);
}

/** The idle power, embodied emissions and price of a share of a node; a negative share takes away. */
function addReserved(
  sum: SliceSum,
  share: number,
  fromMs: InstantMs,
  toMs: InstantMs,
  intensityIntegral: number,
  pool: NodePool,
): void {
  const durationMs = toMs - fromMs;
  const powerW = pool.idleW * share;
  sum.add(
    energyKwh(powerW, durationMs),
    operationalG(powerW, intensityIntegral),
    (pool.embodiedG * share * durationMs) / pool.lifespanMs,
    nodePrice(pool).cost(share, fromMs, toMs),
  );
}

function total(steps: ReadonlyMap<string, SliceSum>, idle: Slice, pool: NodePool): SiteAttribution {
  const byStep = Object.fromEntries([...steps].map(([name, sum]) => [name, sum.value]));
  const it = new SliceSum();
  for (const slice of Object.values(byStep)) it.addSlice(slice);
  it.addSlice(idle);
  const overhead = withOverhead(it.value, pool);
  it.addSlice(overhead);
  return { byStep, idle, overhead, total: it.value };
}

function withOverhead(it: Slice, pool: NodePool): Slice {
  const factor = pool.pue - 1;
  return {
    energyKwh: it.energyKwh * factor,
    operationalG: it.operationalG * factor,
    embodiedG: 0,
    cost: 0,
  };
}

function stepSum(steps: Map<string, SliceSum>, name: string): SliceSum {
  const known = steps.get(name);
  if (known !== undefined) return known;
  const sum = new SliceSum();
  steps.set(name, sum);
  return sum;
}
