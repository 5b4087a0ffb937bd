/** Policies against the baseline: same method, same coefficients, same functional unit. */
import type { Account, Slice } from "../account/result.ts";
import { sumOf } from "../math/sum.ts";
import type { Decomposition } from "./result.ts";

/** Far below any pod, in kWh or CPU-seconds. */
const NO_WORK = 1e-12;
/** Far below any grid, in g/kWh. */
const NO_INTENSITY = 1e-6;

/** Carbon saved, in percent of the baseline's; null when the baseline emitted nothing. */
export function savedPct(candidate: Account, baseline: Account): number | null {
  if (baseline.carbonG === 0) return null;
  return ((baseline.carbonG - candidate.carbonG) / baseline.carbonG) * 100;
}

/**
 * Splits baseline / candidate into how much was run and when: (W_b / W_c) x (I_b / I_c), where W is
 * work and I the mean intensity while it was done. Null where either did no work, or worked at no
 * intensity worth a ratio.
 */
export function decompose(candidate: Account, baseline: Account): Decomposition | null {
  const basis = baseline.cpuSeconds > 0 && candidate.cpuSeconds > 0 ? "cpu-seconds" : "step-energy";
  const [workC, carbonC] = workAndCarbon(candidate, basis);
  const [workB, carbonB] = workAndCarbon(baseline, basis);
  if (workC < NO_WORK || workB < NO_WORK) return null;
  const [intensityC, intensityB] = [carbonC / workC, carbonB / workB];
  // A grid at zero leaves rounding errors, below which a ratio says nothing; NaN compares false.
  if (!(intensityC > NO_INTENSITY && intensityB > NO_INTENSITY)) return null;
  const frequencyFactor = workB / workC;
  const timingFactor = intensityB / intensityC;
  return { basis, frequencyFactor, timingFactor, totalFactor: carbonB / carbonC };
}

function workAndCarbon(account: Account, basis: Decomposition["basis"]): [number, number] {
  if (basis === "cpu-seconds") return [account.cpuSeconds, account.cpuSecondsTimesIntensity];
  const steps: Slice[] = Object.values(account.byStep);
  return [
    sumOf(steps.map((each) => each.energyKwh)),
    sumOf(steps.map((each) => each.operationalG)),
  ];
}
