/**
 * `cleanest-region`: where, and if wanted when, a run emits least: its energy there times the forecast
 * there, plus what bringing its data there takes on the grid at home (data gravity). Regions that cannot
 * meet the deadline, or cost too much more than home with their egress, are left out. Sees the forecasts,
 * prices and transfers of all regions, the clock, the deadline and mean durations. CarbonAdvisor compares
 * countries for one job in this way, without transfer and capacity.
 */
import { cheapestWindow } from "../../carbon/window.ts";
import { type GramsCo2e, HOUR_MS, type InstantMs } from "../../units/units.ts";
import type { PolicyAnswer, PolicyInput, RegionView } from "../contract.ts";
import { grams } from "../reason.ts";
import type { PolicyRule } from "../rule.ts";
import type { CleanestRegionSpec } from "../spec.ts";

export const cleanestRegion: PolicyRule<CleanestRegionSpec> = {
  source: "spatial shifting as in CarbonAdvisor, with data gravity and egress",
  sees: ["nowMs", "plannedMs", "deadlineMs", "marginMs", "regions"],
  decide,
};

/** A run in a region: its data leaves home at `leavesAtMs`. */
interface Offer {
  readonly region: RegionView;
  readonly leavesAtMs: InstantMs;
  readonly meanGPerKwh: number;
  readonly carbonG: GramsCo2e;
}

function decide(spec: CleanestRegionSpec, input: PolicyInput): PolicyAnswer {
  const regions = input.regions();
  const home = regions[0] as RegionView;
  // The planned time has come: where to is asked once more, on what is known by now.
  const shift = spec.shift && input.plannedMs === undefined;
  const budget = maxCost(spec, home, input.nowMs);
  const offers = regions.flatMap((region) => {
    const dear = region !== home && costOf(region, input.nowMs) > budget;
    return dear ? [] : offersOf(region, home, input, shift);
  });
  const best = offers.reduce<Offer | undefined>((least, offer) => {
    return least === undefined || offer.carbonG < least.carbonG ? offer : least;
  }, undefined);
  if (best === undefined) return { action: "start", reason: "no region meets the deadline: home" };
  const { region, leavesAtMs, meanGPerKwh: forecastGPerKwh } = best;
  const where = `${region.name} at ${grams(forecastGPerKwh)}`;
  if (leavesAtMs > input.nowMs) {
    const reason = `cleanest region and time: ${where}`;
    return { action: "wait", reason, untilMs: leavesAtMs, forecastGPerKwh };
  }
  const reason = `cleanest region: ${where}`;
  if (region === home) return { action: "start", reason, forecastGPerKwh };
  return { action: "start", reason, region: region.name, forecastGPerKwh };
}

/** The best start in a region; none when a run that leaves now would be late, or is not known enough. */
function offersOf(
  region: RegionView,
  home: RegionView,
  { nowMs, deadlineMs, marginMs }: PolicyInput,
  shift: boolean,
): Offer[] {
  const { transfer, expectedDurationMs: durationMs } = region;
  const earliestMs = nowMs + transfer.durationMs;
  const forecast = region.forecast();
  const latestMs = Math.min(deadlineMs - marginMs, forecast.untilMs) - durationMs;
  if (latestMs < earliestMs) return [];
  const window = cheapestWindow(forecast, durationMs, earliestMs, shift ? latestMs : earliestMs);
  const { startMs, meanGPerKwh } = window;
  const moved = transfer.energyKwh * home.intensityGPerKwh;
  return [
    {
      region,
      leavesAtMs: startMs - transfer.durationMs,
      meanGPerKwh,
      carbonG: region.expectedEnergyKwh * meanGPerKwh + moved,
    },
  ];
}

function maxCost({ maxExtraCostPct }: CleanestRegionSpec, home: RegionView, nowMs: InstantMs) {
  if (maxExtraCostPct === undefined) return Number.POSITIVE_INFINITY;
  return costOf(home, nowMs) * (1 + maxExtraCostPct / 100);
}

/** Of a node for the run, at prices from now on, and of the transfer. */
function costOf({ price, expectedDurationMs, transfer }: RegionView, nowMs: InstantMs): number {
  return price.integral(nowMs, nowMs + expectedDurationMs) / HOUR_MS + transfer.cost;
}
