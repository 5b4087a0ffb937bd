/** How well the energy of the work is known: which rung of the measurement ladder holds how much of it. */
import { idlePowerW, reservedShare } from "../cluster/power.ts";
import { CompensatedSum } from "../math/sum.ts";
import { poolOf, type Site } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import { energyKwh } from "../units/units.ts";
import type { Attribution } from "./attribute.ts";
import { type Evidence, RUNGS, type Rung } from "./audit-result.ts";

/** Measured energy stands above measured CPU time, which stands above a stated utilisation. */
export function rungOf({ measuredKwh, cpuSeconds }: PodRecord): Rung {
  if (measuredKwh !== undefined) return "measured-energy";
  return cpuSeconds === undefined ? "stated-utilisation" : "measured-cpu-time";
}

/** @param byRung the account with pods told apart by their rung */
export function evidenceOf(
  timeline: Timeline,
  sites: readonly Site[],
  byRung: Attribution,
): Evidence {
  const reserved = new Map(RUNGS.map((rung) => [rung, new CompensatedSum()]));
  const pods = new Map(RUNGS.map((rung) => [rung, 0]));
  for (const pod of timeline.pods) {
    const rung = rungOf(pod);
    const pool = poolOf(sites, pod);
    const idleW = idlePowerW(pool) * reservedShare(pod, pool);
    reserved.get(rung)?.add(energyKwh(idleW, pod.finishedAtMs - pod.startedAtMs));
    pods.set(rung, (pods.get(rung) ?? 0) + 1);
  }
  const rungs = RUNGS.map((rung) => {
    const work = byRung.byStep[rung]?.energyKwh ?? 0;
    const energyKwh = Math.max(0, work - (reserved.get(rung)?.value ?? 0));
    return { rung, pods: pods.get(rung) ?? 0, energyKwh };
  });
  const dynamic = rungs.reduce((sum, each) => sum + each.energyKwh, 0);
  const measured = dynamic - (rungs.at(-1)?.energyKwh ?? 0);
  return {
    rungs,
    reservedKwh: [...reserved.values()].reduce((sum, each) => sum + each.value, 0),
    measuredShare: dynamic > 0 ? Math.max(0, measured) / dynamic : null,
  };
}
