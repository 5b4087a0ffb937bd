/** Describes a trace in the figures that matter for shifting work in time. */
import { civilTime, UTC, type ZoneOffsets } from "../clock/civil.ts";
import { CompensatedSum, sumOf } from "../math/sum.ts";
import { DAY_MS, HOUR_MS } from "../units/units.ts";
import type { TraceData } from "./trace.ts";

/** Intensities are in g/kWh; a figure that the trace is too short for is undefined. */
export interface TraceStats {
  /** Steps of the trace. */
  readonly count: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Mean over whole days of the standard deviation within the day divided by the day's mean. */
  readonly dailyCv: number | undefined;
  /** Mean for each local hour, 0 to 23. */
  readonly byHour: readonly (number | undefined)[];
  /** Mean for each local month, January first. */
  readonly byMonth: readonly (number | undefined)[];
  /** Mean of Saturdays and Sundays over the mean of the other days. */
  readonly weekendOverWeekday: number | undefined;
  /** Correlation of the trace with itself 1, 24 and 168 hours later. */
  readonly autocorrelation: {
    readonly h1: number | undefined;
    readonly h24: number | undefined;
    readonly h168: number | undefined;
  };
}

/** @param zone the zone of the local hours, days and months; UTC when left out */
export function traceStats(trace: TraceData, zone: ZoneOffsets = UTC): TraceStats {
  const values = trace.gPerKwh;
  const sorted = Float64Array.from(values).sort();
  const mean = sumOf(values) / values.length;
  const lag = (hours: number) => autocorrelation(values, mean, (hours * HOUR_MS) / trace.stepMs);
  return {
    count: values.length,
    mean,
    std: deviation(values, mean),
    min: quantile(sorted, 0),
    p5: quantile(sorted, 0.05),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: quantile(sorted, 1),
    ...calendarMeans(trace, zone),
    autocorrelation: { h1: lag(1), h24: lag(24), h168: lag(168) },
  };
}

/** Linear interpolation between order statistics. @param sorted ascending, not empty */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}

function calendarMeans(trace: TraceData, zone: ZoneOffsets) {
  const hours = Array.from({ length: 24 }, () => new Mean());
  const months = Array.from({ length: 12 }, () => new Mean());
  const weekend = new Mean();
  const weekday = new Mean();
  const days = new Map<number, number[]>();
  for (let i = 0; i < trace.gPerKwh.length; i++) {
    const value = trace.gPerKwh[i] as number;
    const time = civilTime(trace.startMs + i * trace.stepMs, zone);
    hours[time.hour]?.add(value);
    months[time.month - 1]?.add(value);
    (time.weekday === 0 || time.weekday === 6 ? weekend : weekday).add(value);
    const day = (time.year * 12 + time.month) * 31 + time.day;
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [value]);
    else ofDay.push(value);
  }
  const ratio = (weekend.value ?? Number.NaN) / (weekday.value ?? Number.NaN);
  return {
    dailyCv: dailyVariation([...days.values()], trace.stepMs),
    byHour: hours.map((hour) => hour.value),
    byMonth: months.map((month) => month.value),
    weekendOverWeekday: Number.isFinite(ratio) ? ratio : undefined,
  };
}

/** A day counts as whole from 23 hours on: the day of spring-forward has no more. */
function dailyVariation(days: readonly number[][], stepMs: number): number | undefined {
  if (stepMs > DAY_MS / 2) return undefined;
  const variation = new Mean();
  for (const values of days) {
    const mean = sumOf(values) / values.length;
    if (values.length * stepMs < 23 * HOUR_MS || mean === 0) continue;
    variation.add(deviation(values, mean) / mean);
  }
  return variation.value;
}

function deviation(values: readonly number[], mean: number): number {
  const squares = new CompensatedSum();
  for (const value of values) squares.add((value - mean) * (value - mean));
  return Math.sqrt(squares.value / values.length);
}

/** @param lag in steps; a lag that is no whole number of steps has no autocorrelation */
function autocorrelation(values: readonly number[], mean: number, lag: number): number | undefined {
  if (!Number.isInteger(lag) || lag < 1 || values.length < 2 * lag) return undefined;
  const products = new CompensatedSum();
  const squares = new CompensatedSum();
  for (let i = 0; i < values.length; i++) {
    const here = (values[i] as number) - mean;
    squares.add(here * here);
    if (i >= lag) products.add(here * ((values[i - lag] as number) - mean));
  }
  return squares.value === 0 ? undefined : products.value / squares.value;
}

class Mean {
  private readonly sum = new CompensatedSum();
  private count = 0;

  add(value: number): void {
    this.sum.add(value);
    this.count += 1;
  }

  get value(): number | undefined {
    return this.count === 0 ? undefined : this.sum.value / this.count;
  }
}
