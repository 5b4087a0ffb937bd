/** Adds up slices without drift. */
import { CompensatedSum } from "../math/sum.ts";
import type { Slice } from "./result.ts";

export class SliceSum {
  private readonly energy = new CompensatedSum();
  private readonly operational = new CompensatedSum();
  private readonly embodied = new CompensatedSum();
  private readonly money = new CompensatedSum();

  /** Adds energy (kWh), operational and embodied carbon (g), and cost; takes apart, not as an object. */
  add(energy: number, operational: number, embodied: number, cost: number): void {
    this.energy.add(energy);
    this.operational.add(operational);
    this.embodied.add(embodied);
    this.money.add(cost);
  }

  addSlice(slice: Slice): void {
    this.add(slice.energyKwh, slice.operationalG, slice.embodiedG, slice.cost);
  }

  get value(): Slice {
    return {
      energyKwh: this.energy.value,
      operationalG: this.operational.value,
      embodiedG: this.embodied.value,
      cost: this.money.value,
    };
  }
}

/** The sum of slices; all 0 of none. */
export function sumSlices(slices: Iterable<Slice | undefined>): Slice {
  const sum = new SliceSum();
  for (const slice of slices) if (slice !== undefined) sum.addSlice(slice);
  return sum.value;
}
