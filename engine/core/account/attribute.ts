/** Whose energy is it, over all node pools and regions, with the data on its way between them. */
import { idlePowerW, operationalG, podPowerW, reservedShare } from "../cluster/power.ts";
import { HOME, poolOf, type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import type { GramsCo2e } from "../units/units.ts";
import { attributePlace, type PlaceAttribution } from "./attribute-place.ts";
import { type Place, placesOf } from "./place.ts";
import { measuredPowerW } from "./pod-power.ts";
import type { Slice } from "./result.ts";
import { SliceSum, sumSlices } from "./slice-sum.ts";

/**
 * Operational carbon of a pod, with the idle power that it reserved and PUE. On nodes with a power curve it is
 * that of the pod alone on its node; the account shares what pods draw together.
 */
export function podOperationalG(pod: PodRecord, sites: readonly Site[]): GramsCo2e {
  const pool = poolOf(sites, pod);
  const trace = scoringTrace(siteOf(sites, pod));
  const integral = trace.integral(pod.startedAtMs, pod.finishedAtMs);
  if (pod.measuredKwh === undefined) return operationalG(podPowerW(pod, pool), integral);
  const reservedW = idlePowerW(pool) * reservedShare(pod, pool);
  return operationalG((measuredPowerW(pod) + reservedW) * pool.pue, integral);
}

export interface Attribution {
  readonly places: readonly Place[];
  /** Of each place. */
  readonly parts: readonly PlaceAttribution[];
  readonly byStep: Readonly<Record<string, Slice>>;
  readonly idle: Slice;
  readonly system: Slice;
  /** What PUE adds: cooling and distribution; energy and operational carbon only. */
  readonly overhead: Slice;
  /** Data on its way to other regions: energy of the network on the grid at home, and egress. */
  readonly transfer: Slice;
  readonly total: Slice;
  readonly unused: number;
}

const byTemplate = ({ templateName }: PodRecord) => templateName;

/** Splits the nodes' energy, carbon and cost into steps, idleness, system and data-centre overhead. */
export function attribute(
  timeline: Timeline,
  sites: readonly Site[],
  keyOf: (pod: PodRecord) => string = byTemplate,
): Attribution {
  const places = placesOf(timeline, sites);
  const parts = places.map((place) => attributePlace(place, timeline, keyOf));
  const transfer = transferSlice(timeline, sites);
  const [home, ...others] = parts as [PlaceAttribution, ...PlaceAttribution[]];
  if (others.length === 0) return { ...home, byStep: home.work, places, parts, transfer };
  const names = new Set(parts.flatMap((each) => Object.keys(each.work)));
  return {
    places,
    parts,
    byStep: Object.fromEntries(
      [...names].map((name) => [name, sumSlices(parts.map((each) => each.work[name]))]),
    ),
    idle: sumSlices(parts.map((each) => each.idle)),
    system: sumSlices(parts.map((each) => each.system)),
    overhead: sumSlices(parts.map((each) => each.overhead)),
    transfer,
    total: sumSlices([...parts.map((each) => each.total), transfer]),
    unused: parts.reduce((sum, each) => sum + each.unused, 0),
  };
}

/** Of data that is cut off on its way at the end of the period, the part that was inside. */
function transferSlice({ transfers }: Timeline, sites: readonly Site[]): Slice {
  const sum = new SliceSum();
  const trace = scoringTrace(sites[HOME] as Site);
  for (const moved of transfers) {
    const { durationMs, energyKwh, cost } = siteOf(sites, moved).transfer;
    const { fromMs, toMs } = moved;
    const inside = durationMs > 0 ? (toMs - fromMs) / durationMs : 1;
    const kwh = energyKwh * inside;
    sum.add(kwh, kwh * trace.mean(fromMs, toMs), 0, cost * inside);
  }
  return sum.value;
}
