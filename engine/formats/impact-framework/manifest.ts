/** What an Impact Framework manifest says about a run, as a plain value. */
import type { GramsCo2e, GramsPerKwh, InstantMs, Watts } from "../../core/units/units.ts";

/**
 * The power of the machines that are on, without PUE: the mean utilisation in percent, which the tool turns
 * into watts on a straight line from idle to full; or watts, where power is no straight line or was measured.
 */
export type MachinePower =
  | {
      readonly kind: "linear";
      readonly idleW: Watts;
      readonly fullW: Watts;
      readonly utilisationPct: readonly number[];
    }
  | { readonly kind: "stated"; readonly watts: readonly Watts[] };

/** Machines of one kind in one place. Every list has a value for each row of the manifest. */
export interface Machines {
  readonly name: string;
  readonly vmSize: string;
  readonly region: string;
  readonly pue: number;
  /** TE x RR / ToR: of one machine over its life. */
  readonly embodiedG: GramsCo2e;
  /** EL. */
  readonly lifespanS: number;
  readonly power: MachinePower;
  /** Of all machines together, so it may be longer than the row. */
  readonly secondsOn: readonly number[];
  readonly gPerKwh: readonly GramsPerKwh[];
}

/** Energy that no machine of ours draws, such as the network's: no PUE, and nothing embodied. */
export interface StatedEnergy {
  readonly name: string;
  readonly joules: readonly number[];
  readonly gPerKwh: readonly GramsPerKwh[];
}

export interface ImpactManifest {
  readonly name: string;
  readonly description: string;
  /** Lines at the top of the file. */
  readonly comment: readonly string[];
  /** R; with a total of 0 there is no SCI, and the manifest does not ask for one. */
  readonly functionalUnit: { readonly name: string; readonly total: number };
  /** When the rows begin, ascending; all rows are equally long. */
  readonly rowsAtMs: readonly InstantMs[];
  readonly rowS: number;
  readonly machines: readonly Machines[];
  readonly energies: readonly StatedEnergy[];
}

/** What the tool computes and Lowtide states, by the names that the manifest gives them. */
export const FIGURES = {
  energyKwh: "energy",
  operationalG: "carbon-operational",
  embodiedG: "carbon-embodied",
  carbonG: "carbon",
  sciGPerUnit: "sci",
} as const;
export type Figure = keyof typeof FIGURES;
