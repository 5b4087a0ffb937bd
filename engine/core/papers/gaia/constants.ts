/** The fixed figures of GAIA's experiment (Hanafy et al., ASPLOS 2024, and its published code). */
import type { Prices } from "../../jobs/account.ts";
import { HOUR_MS } from "../../units/units.ts";

/** Its clock advances by 5 s. */
export const STEP_MS = 5_000;
export const STEPS_PER_HOUR = HOUR_MS / STEP_MS;
/** Jobs up to this length are short; only they may run on spot CPUs. */
export const SHORT_MS = 2 * HOUR_MS;
/** How long a job of each queue may wait (`-w 6x24`). */
export const SHORT_WAIT_MS = 6 * HOUR_MS;
export const LONG_WAIT_MS = 24 * HOUR_MS;
/** One watt a CPU; no idle power, no overhead, no embodied carbon. */
export const KW_PER_CPU = 0.001;
/** Ecovisor's limit: this quantile of the day ahead. */
export const ECOVISOR_QUANTILE = 0.3;

const ON_DEMAND_PER_CPU_HOUR = 0.0624;
/** US dollars. */
export const PRICES: Prices = {
  onDemandPerCpuHour: ON_DEMAND_PER_CPU_HOUR,
  spotPerCpuHour: 0.01248,
  reservedPerCpuHour: 0.4 * ON_DEMAND_PER_CPU_HOUR,
};

/** The experiment of the paper: one month from this hour of the year. */
export const PUBLISHED_FIRST_HOUR = 7_000;
export const PUBLISHED_HOURS = 720;
/** The 17 hours of the year at which the code's own sweep (`-i -1`) starts. */
export const START_HOURS: readonly number[] = Array.from({ length: 17 }, (_, index) => index * 500);
