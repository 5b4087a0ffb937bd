/** Figures of a sweep for people: one unit for all values that stand beside each other. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { type MetricName, metricOf } from "../../preview/sweep/metrics.ts";
import { energy, fixed, grams, short } from "../../widgets/format.ts";

export interface MetricText {
  readonly title: string;
  /** Empty for counts. */
  readonly unit: string;
  /** The value in this unit, without it. */
  text(value: number): string;
  /** A round value on an axis, without unit and needless zeros. */
  tick(value: number): string;
  /** With its unit. */
  full(value: number): string;
}

type Names = Pick<SweepSummary, "functionalUnit" | "currency">;

/** @param beside the largest value in sight, which decides between g, kg and t */
export function metricText(name: MetricName, beside: number, names: Names): MetricText {
  const { title } = metricOf(name);
  const { unit, factor, text } = unitOf(name, beside, names);
  const full = (value: number) => (unit === "" ? text(value) : `${text(value)}\u00a0${unit}`);
  return { title, unit, text, full, tick: (value) => round(value * factor) };
}

interface Unit {
  readonly unit: string;
  /** From the engine's unit to this one. */
  readonly factor: number;
  text(value: number): string;
}

function unitOf(name: MetricName, beside: number, names: Names): Unit {
  const plain = (unit: string, digits: number, factor = 1): Unit => ({
    unit,
    factor,
    text: (value) => fixed(value * factor, digits),
  });
  switch (name) {
    case "carbonG":
    case "operationalG":
    case "embodiedG": {
      const { unit } = grams(0, beside);
      const factor = unit === "t" ? 1e-6 : unit === "kg" ? 1e-3 : 1;
      return { unit, factor, text: (value) => grams(value, beside).text };
    }
    case "energyKwh": {
      const { unit } = energy(beside);
      const factor = unit === "Wh" ? 1_000 : 1;
      return { unit, factor, text: (value) => short(value * factor) };
    }
    case "sciGPerUnit":
      return { unit: `g / ${names.functionalUnit}`, factor: 1, text: short };
    case "cost":
      return plain(names.currency, beside < 10 ? 4 : 2);
    case "meanWaitH":
      return plain("h", 2);
    case "qualityMean":
    case "qualityMin":
      return plain("%", 2, 100);
    case "savedVsBaselinePct":
    case "regretPct":
      return plain("%", 1);
    default:
      return {
        unit: "",
        factor: 1,
        text: (value) => fixed(value, Number.isInteger(value) ? 0 : 1),
      };
  }
}

const rounded = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });

/** A round number as short as it can be written. */
function round(value: number): string {
  return rounded.format(value).replace("-", "\u2212");
}
