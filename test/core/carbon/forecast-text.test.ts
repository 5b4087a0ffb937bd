import { expect, it } from "vitest";
import type { ForecastSpec } from "../../../engine/core/carbon/forecast/spec.ts";
import { forecastText } from "../../../engine/core/carbon/forecast/text.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";

it.each<[ForecastSpec, string]>([
  ["oracle", "oracle"],
  [{ model: "seasonal-naive" }, "seasonal-naive"],
  [
    { model: "seasonal-naive", yesterdayWeight: 0.7 },
    "seasonal-naive, yesterday's hour with weight 0.7",
  ],
  ["noise", "noise, sigma 5 % of the mean"],
  [
    { model: "noise", sigmaPct: 8, reissueEveryMs: 6 * HOUR_MS, horizonMs: 2 * DAY_MS },
    "noise, sigma 8 % of the mean, issued every 6 h, known for 2 d",
  ],
  [
    { model: "lead-time-error", fitHistoryMs: 28 * DAY_MS },
    "lead-time-error, sigma 25 % of the mean, correlated over 1 d, " +
      "fitted to the last 28 d where there are such",
  ],
])("tells %j in words", (spec, text) => {
  expect(forecastText(spec)).toBe(text);
});
