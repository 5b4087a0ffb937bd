/** Three published ways from a VM size to the power of its CPUs and memory; they differ, so all are shown. */
import { curveAt, type PowerCurve } from "../cluster/power-curve.ts";
import { log } from "../math/log.ts";
import type { Watts } from "../units/units.ts";
import type { Catalogue, Sourced } from "./catalogue.ts";
import { numberOfSize } from "./sizes.ts";

export const POWER_MODELS = ["ccf", "teads", "boavizta"] as const;
export type PowerModel = (typeof POWER_MODELS)[number];

/** Of the VM without GPUs and PUE. */
export interface PowerFigures {
  readonly idleW: Watts;
  readonly fullW: Watts;
  /** Absent: linear. */
  readonly curve?: PowerCurve;
  /** Formula with its numbers, and where they come from. */
  readonly idleSource: string;
  readonly fullSource: string;
  readonly curveSource: string;
}

export type PowerAnswer =
  | { readonly known: true; readonly figures: PowerFigures }
  /** Fields of the catalogue that have no value. */
  | { readonly known: false; readonly missing: readonly string[] };

/** Power over TDP at 0, 10, 50 and 100 % load (Teads, 2021, as Impact Framework uses it). */
const TEADS_LOAD = [0, 0.1, 0.5, 1];
const TEADS_SHARE = [0.12, 0.32, 0.75, 1.02];
const TEADS_SOURCE = "Teads, 0.12, 0.32, 0.75, 1.02 of TDP at 0, 10, 50, 100 % load";

const [TEADS_IDLE, TEADS_FULL] = [TEADS_SHARE[0] as number, TEADS_SHARE[3] as number];

/** From 0 at idle to 1 at full load. */
const TEADS_CURVE: PowerCurve = {
  kind: "points",
  load: TEADS_LOAD,
  power: TEADS_SHARE.map((share) => (share - TEADS_IDLE) / (TEADS_FULL - TEADS_IDLE)),
};

/** Boavizta's profile of a Xeon Platinum: 171.1813 x ln(0.0354 x (load + 36.8953)) - 10.1336. */
const XEON_PLATINUM = { b: 0.0354, c: 36.8953 };

/**
 * Power of a size by a model.
 *
 * @param memory whether the memory's power is added, where the model does not hold it already
 */
export function powerOf(
  catalogue: Catalogue,
  size: string,
  model: PowerModel,
  memory: boolean,
): PowerAnswer {
  if (model === "boavizta") return boavizta(catalogue, size);
  return model === "ccf" ? linear(catalogue, size, memory) : teads(catalogue, size, memory);
}

/** Cloud Carbon Footprint: vCPU x (min + load x (max - min)). */
function linear(catalogue: Catalogue, size: string, memory: boolean): PowerAnswer {
  return withNumbers(
    catalogue,
    size,
    ["vcpu", "minWPerVcpu", "maxWPerVcpu", ...memoryFields(memory)],
    ([vcpu, low, high, ...rest]) => {
      const added = memoryPower(rest);
      const source = (each: Sourced<number>) =>
        `${each.value} W a vCPU x ${vcpu.value}${added.text}; ${each.source}${added.source}`;
      return {
        idleW: vcpu.value * low.value + added.watts,
        fullW: vcpu.value * high.value + added.watts,
        idleSource: source(low),
        fullSource: source(high),
        curveSource: "Cloud Carbon Footprint: linear between the two",
      };
    },
  );
}

/** The Teads curve over the VM's share of its CPU's thermal design power. */
function teads(catalogue: Catalogue, size: string, memory: boolean): PowerAnswer {
  return withNumbers(
    catalogue,
    size,
    ["vcpu", "tdpW", "threads", ...memoryFields(memory)],
    ([vcpu, tdp, threads, ...rest]) => {
      const added = memoryPower(rest);
      const shareW = (tdp.value * vcpu.value) / threads.value;
      const source = (factor: number) =>
        `${factor} x ${tdp.value} W x ${vcpu.value}/${threads.value} threads${added.text}; ` +
        `${TEADS_SOURCE}; ${tdp.source}${added.source}`;
      return {
        idleW: TEADS_IDLE * shareW + added.watts,
        fullW: TEADS_FULL * shareW + added.watts,
        curve: TEADS_CURVE,
        idleSource: source(TEADS_IDLE),
        fullSource: source(TEADS_FULL),
        curveSource: TEADS_SOURCE,
      };
    },
  );
}

/**
 * Boavizta's figures of the size, memory included. The curve goes through the published figure at half
 * load; where there is none, it is that of a Xeon Platinum.
 */
function boavizta(catalogue: Catalogue, size: string): PowerAnswer {
  return withNumbers(catalogue, size, ["boaviztaIdleW", "boaviztaFullW"], ([idle, full]) => {
    const half = numberOfSize(catalogue, size, "boaviztaHalfW");
    const share =
      half === undefined
        ? curveAt({ kind: "logarithmic", ...XEON_PLATINUM }, 0.5)
        : (half.value - idle.value) / (full.value - idle.value);
    const c = half === undefined ? XEON_PLATINUM.c : offsetThrough(share);
    return {
      idleW: idle.value,
      fullW: full.value,
      curve: { kind: "logarithmic", b: XEON_PLATINUM.b, c },
      idleSource: `${idle.source} (memory is part of it)`,
      fullSource: `${full.source} (memory is part of it)`,
      curveSource:
        half === undefined
          ? "Boavizta's profile of a Xeon Platinum"
          : `derived: a logarithm through ${half.value} W at half load; ${half.source}`,
    };
  });
}

/** Between these offsets the share at half load goes from 0.96 to 0.5004. */
const OFFSETS = { low: 1e-6, high: 1e5 };

/** The offset c for which ln(load + c) has gone this share of its way at half load. */
export function offsetThrough(share: number): number {
  let { low, high } = OFFSETS;
  for (let round = 0; round < 100; round++) {
    const middle = Math.sqrt(low * high);
    const at = log((50 + middle) / middle) / log((100 + middle) / middle);
    // The share falls as the offset grows.
    if (at > share) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** Shares at half load that a logarithm can pass through. */
export const HALF_LOAD_SHARES = { above: 0.501, below: 0.96 };

function memoryFields(memory: boolean): string[] {
  return memory ? ["memoryGib", "memoryWPerGib"] : [];
}

function memoryPower([gib, perGib]: readonly Sourced<number>[]) {
  if (gib === undefined || perGib === undefined) return { watts: 0, text: "", source: "" };
  return {
    watts: gib.value * perGib.value,
    text: ` + ${perGib.value} W/GiB x ${gib.value} GiB of memory`,
    source: `; ${perGib.source}`,
  };
}

type Numbers = [Sourced<number>, Sourced<number>, Sourced<number>, ...Sourced<number>[]];

function withNumbers(
  catalogue: Catalogue,
  size: string,
  fields: readonly string[],
  make: (numbers: Numbers) => PowerFigures,
): PowerAnswer {
  const numbers = fields.map((field) => numberOfSize(catalogue, size, field));
  const missing = fields.filter((_, index) => numbers[index] === undefined);
  if (missing.length > 0) return { known: false, missing };
  return { known: true, figures: make(numbers as Numbers) };
}
