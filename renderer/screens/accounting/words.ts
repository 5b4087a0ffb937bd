/** The vocabulary of the Accounting room: kinds, quantities and units as people read them. */
import type { GridBasis, Kind } from "../../preview/accounting/types.ts";
import { energy, grams, joined, money, short } from "../../widgets/format.ts";

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  work: "Work",
  idle: "Idle",
  system: "System",
  overhead: "Overhead (PUE)",
  transfer: "Data transfer",
  embodied: "Embodied",
  commitment: "Unused commitment",
  storage: "Storage",
  egress: "Egress",
  other: "Other",
};

export const KIND_ABOUT: Readonly<Record<Kind, string>> = {
  work: "what pods drew, and the idle power, hardware and price of what they had reserved",
  idle: "nodes, or parts of them, that no pod had asked for: start-up, tails, gaps",
  system: "what the system keeps of each node: kubelet and daemon sets",
  overhead: "what PUE adds for cooling and distribution",
  transfer: "data on its way to other regions",
  embodied: "hardware, by the time that nodes were held",
  commitment: "nodes paid for by commitment while they did not run",
  storage: "storage, as the scenario states it",
  egress: "data out, as the scenario states it",
  other: "other lines that the scenario states",
};

export const QUANTITIES = ["carbon", "energy", "cost"] as const;
export type Measure = (typeof QUANTITIES)[number];

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  carbon: "Carbon",
  energy: "Energy",
  cost: "Cost",
};

/** A value of a measure with its unit; `beside` decides between g, kg and t. */
export function measureText(
  measure: Measure,
  value: number,
  currency: string,
  beside = value,
): string {
  if (measure === "carbon") return joined(grams(value, beside));
  return joined(measure === "energy" ? energy(value) : money(value, currency));
}

/** `0.180 g / training`, or a dash where there is no unit to divide by. */
export function sciText(sciGPerUnit: number | null): string {
  return sciGPerUnit === null ? "–" : short(sciGPerUnit);
}

/** `average, life-cycle`, with words where the source does not say. */
export function basisText({ signal, basis }: GridBasis): string {
  const kind = signal === "unknown" ? "signal not stated" : signal;
  return `${kind}, ${basis === "unknown" ? "basis not stated" : basis}`;
}

/** Several as one sentence part: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
