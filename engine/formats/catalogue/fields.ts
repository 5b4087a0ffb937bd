/** The columns of a catalogue: what each holds, of what, in which unit, and how people get the unit wrong. */
import type { Subject } from "../../core/catalogue/catalogue.ts";

export interface NumberField {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly whole?: boolean;
  /** Units that people write instead, and what a value in them is multiplied by. */
  readonly mistakes?: Readonly<Record<string, number>>;
  readonly of: readonly Subject[];
}

export interface TextField {
  readonly kind: "text";
  readonly pattern?: RegExp;
  readonly example?: string;
  readonly of: readonly Subject[];
}

export type Field = NumberField | TextField;

const KILO = { kW: 1_000, mW: 0.001 };
const PER_CENT = { "%": 0.01 };

function number(
  [min, max]: readonly [number, number],
  unit: string,
  of: readonly Subject[],
  more: Pick<NumberField, "whole" | "mistakes"> = {},
): NumberField {
  return { kind: "number", min, max, unit, of, ...more };
}

function text(of: readonly Subject[], pattern?: RegExp, example?: string): TextField {
  return {
    kind: "text",
    of,
    ...(pattern !== undefined && { pattern }),
    ...(example !== undefined && { example }),
  };
}

const HARDWARE: readonly Subject[] = ["size", "family", "cpu"];
const MACHINE: readonly Subject[] = ["size", "family"];

/** Values of what a row is about; what it is about stands in the columns of `KEYS`. */
export const FIELDS: Readonly<Record<string, Field>> = {
  family: text(["size"]),
  provider: text(["size", "family", "region"]),
  cpu: text(MACHINE),
  gpu: text(MACHINE),
  vcpu: number([0.25, 2_000], "vCPU", ["size"]),
  memoryGib: number([0.25, 32_000], "GiB", ["size"], {
    mistakes: { MiB: 1 / 1_024, TiB: 1_024 },
  }),
  gpus: number([0, 64], "GPUs", ["size"], { whole: true }),
  minWPerVcpu: number([0.05, 50], "W per vCPU", HARDWARE, { mistakes: KILO }),
  maxWPerVcpu: number([0.2, 100], "W per vCPU", HARDWARE, { mistakes: KILO }),
  tdpW: number([5, 2_000], "W", HARDWARE, { mistakes: KILO }),
  threads: number([1, 1_024], "threads of the CPU", HARDWARE, { whole: true }),
  memoryWPerGib: number([0, 10], "W per GiB", ["size", "family", "provider"], { mistakes: KILO }),
  gpuIdleW: number([1, 1_000], "W of one GPU", ["size", "family", "gpu"], { mistakes: KILO }),
  gpuFullW: number([5, 5_000], "W of one GPU", ["size", "family", "gpu"], { mistakes: KILO }),
  embodiedKg: number([50, 100_000], "kg CO2e of the host", MACHINE, {
    mistakes: { g: 0.001, t: 1_000 },
  }),
  hostVcpu: number([1, 4_000], "vCPU of the host", MACHINE),
  lifespanYears: number([0.5, 30], "years", ["size", "family", "provider"], {
    mistakes: { hours: 1 / 8_760, months: 1 / 12, days: 1 / 365 },
  }),
  spotRatio: number([0, 1], "of the price on demand", MACHINE, { mistakes: PER_CENT }),
  boaviztaIdleW: number([0.1, 20_000], "W", ["size"], { mistakes: { kW: 1_000 } }),
  boaviztaHalfW: number([0.1, 20_000], "W", ["size"], { mistakes: { kW: 1_000 } }),
  boaviztaFullW: number([0.1, 20_000], "W", ["size"], { mistakes: { kW: 1_000 } }),
  boaviztaEmbodiedGPerHour: number([0.001, 10_000], "g CO2e an hour", ["size"], {
    mistakes: { kg: 1_000 },
  }),
  pue: number([1, 3], "(PUE is at least 1)", ["year", "region", "provider"], {
    mistakes: PER_CENT,
  }),
  averageGPerKwh: number([0, 2_000], "g/kWh", ["year"]),
  marginalGPerKwh: number([0, 3_000], "g/kWh", ["year"]),
  pricePerHour: number([0, 10_000], "an hour", ["price"]),
  spotPerHour: number([0, 10_000], "an hour", ["price"]),
  currency: text(["price"], /^[A-Z]{3}$/, "USD"),
  zone: text(["region"]),
  wattTime: text(["region"]),
  location: text(["region"]),
  note: text(["region"]),
};

/** Columns that say what a row is about; the first of them that has a value decides. */
export const KEYS = ["size", "family", "region", "cpu", "gpu", "provider"] as const;

export const YEAR = number([1990, 2100], "(a year)", ["year"], { whole: true });

/** Every column that a file may have. */
export const COLUMNS: readonly string[] = [
  ...new Set([...KEYS, "year", ...Object.keys(FIELDS), "date", "source"]),
];
