/** Prices of a node over the period: a tariff's bands become values at a step. */
import { civilTime } from "../../core/clock/civil.ts";
import type { PriceSeries } from "../../core/cluster/price.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { DAYS, type PriceDocument, type TariffBand } from "../../core/scenario/price-schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/units/units.ts";
import type { Place } from "../catalogue/lacking.ts";
import type { Period } from "./period.ts";

const STEP_MS = 15 * MINUTE_MS;
/** Policies look this far beyond the period, and zones are known as far. */
const MARGIN_MS = 2 * DAY_MS;

/** @param otherwise price by the hour where no band fits */
export function resolvePrice(
  document: PriceDocument,
  otherwise: number,
  period: Period,
  { path, locate }: Place,
): Result<PriceSeries> {
  if ("tariff" in document) return success(fromTariff(document.tariff, otherwise, period));
  const { step, perHour } = document.values;
  const stepMs = parseDuration(step) as number;
  if (period.fromMs + stepMs * perHour.length < period.toMs) {
    const message = `${perHour.length} prices of ${step} do not cover the period`;
    const where = locate([...path, "price", "values", "perHour"]);
    const hint = "Add values, or shorten the period.";
    return failure([problem("scenario/price-too-short", message, hint, where)]);
  }
  return success({ startMs: period.fromMs, stepMs, perHour });
}

function fromTariff(tariff: readonly TariffBand[], otherwise: number, period: Period): PriceSeries {
  const bands = tariff.map(({ days, from, to, pricePerHour }) => {
    return { days: daysIn(days), fromMs: ofDayMs(from), toMs: ofDayMs(to), pricePerHour };
  });
  const startMs = Math.floor((period.fromMs - MARGIN_MS) / DAY_MS) * DAY_MS;
  const steps = Math.ceil((period.toMs + MARGIN_MS - startMs) / STEP_MS);
  const perHour = Array.from({ length: steps }, (_, step) => {
    const { weekday, hour, minute } = civilTime(startMs + step * STEP_MS, period.zone);
    const atMs = hour * HOUR_MS + minute * MINUTE_MS;
    const band = bands.find(
      ({ days, fromMs, toMs }) => days.has(weekday) && fromMs <= atMs && atMs < toMs,
    );
    return band?.pricePerHour ?? otherwise;
  });
  return { startMs, stepMs: STEP_MS, perHour };
}

/** `fri-mon` goes round the end of the week. */
function daysIn(text: string): ReadonlySet<number> {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last = first] = part
      .split("-")
      .map((day) => (DAYS as readonly string[]).indexOf(day));
    for (let day = first as number; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === last) break;
    }
  }
  return days;
}

function ofDayMs(clock: string): number {
  const [hour, minute] = clock.split(":").map(Number) as [number, number];
  return hour * HOUR_MS + minute * MINUTE_MS;
}
