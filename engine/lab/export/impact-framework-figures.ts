/** The figures that Impact Framework and Lowtide both compute, side by side. */
import type { Account } from "../../core/account/result.ts";
import { FIGURES, type Figure } from "../../formats/impact-framework/manifest.ts";
import type { ComparedFigure } from "./exporter.ts";

/** Both add the same terms in another order, each of them with 16 digits. */
export const TOLERANCE = 1e-9;

export interface StatedFigure {
  readonly figure: Figure;
  readonly unit: string;
  /** Null where there is none. */
  readonly value: number | null;
}

/** As the account says; SCI is per unit of the given name. */
export function statedFigures(account: Account, unitName: string): StatedFigure[] {
  const units = { energyKwh: "kWh", sciGPerUnit: `gCO2e/${unitName}` };
  return (Object.keys(FIGURES) as Figure[]).map((figure) => ({
    figure,
    unit: figure === "energyKwh" || figure === "sciGPerUnit" ? units[figure] : "gCO2e",
    value: account[figure],
  }));
}

export function comparedFigure(
  { figure, unit, value: expected }: StatedFigure,
  found: number | null,
): ComparedFigure {
  return { figure, unit, expected, found, relativeDifference: relative(expected, found) };
}

/** A figure that neither has agrees; one that only one of them has does not. */
export function agrees({ expected, found, relativeDifference }: ComparedFigure): boolean {
  if (relativeDifference === null) return expected === found;
  return relativeDifference <= TOLERANCE;
}

function relative(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
