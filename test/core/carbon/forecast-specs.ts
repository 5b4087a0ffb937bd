/** Random forecasts: every model, with and without settings, re-issued or not, with a horizon or not. */
import fc from "fast-check";
import type {
  Forecast,
  ForecastModel,
  ForecastSpec,
} from "../../../engine/core/carbon/forecast.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";

export function specsOf(models: readonly ForecastModel[]): fc.Arbitrary<ForecastSpec> {
  const issuing = fc.record({
    reissueEveryMs: fc.constantFrom(undefined, 5 * HOUR_MS, DAY_MS),
    horizonMs: fc.constantFrom(undefined, DAY_MS, 3.3 * DAY_MS),
  });
  const settings = fc
    .tuple(fc.constantFrom(...models), issuing, fc.constantFrom(undefined, 15 * DAY_MS))
    .map(([model, issued, fitHistoryMs]) =>
      model === "lead-time-error" ? { model, fitHistoryMs, ...issued } : { model, ...issued },
    );
  return fc.oneof(fc.constantFrom(...models), settings);
}

/** Everything a policy could ask of a forecast from `nowMs` on, up to its horizon. */
export function answers(forecast: Forecast, nowMs: number): unknown {
  const leads = [0, 0.4, 1, 7, 23, 24, 25, 100, 200, 400];
  const instants = leads.map((hours) => Math.min(nowMs + hours * HOUR_MS, forecast.untilMs));
  return instants.map((at) => [
    at < forecast.untilMs ? forecast.at(at) : "beyond",
    forecast.integral(nowMs, at),
    forecast.integral(at, Math.min(at + HOUR_MS, forecast.untilMs)),
    forecast.changes(nowMs, at),
  ]);
}
