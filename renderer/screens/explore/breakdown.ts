/** What a total is made of, and which coefficients and data it rests on, as lines of text. */
import type { PolicyResult, Slice, World } from "../../preview/types.ts";
import { energy, grams, joined, short } from "../../widgets/format.ts";

interface Line {
  readonly name: string;
  readonly value: string;
}

export interface Breakdown {
  readonly carbon: readonly Line[];
  readonly energy: readonly Line[];
  /** Where power, PUE, embodied emissions and price come from. */
  readonly coefficients: readonly string[];
  /** Where the intensities come from. */
  readonly grid: string;
}

export function breakdown(world: World, result: PolicyResult): Breakdown {
  const slices: [string, Slice][] = [
    ...Object.entries(result.byStep),
    ["idle nodes", result.idle],
    ["PUE overhead", result.overhead],
    ...(world.regions === undefined ? [] : [["data transfer", result.transfer] as [string, Slice]]),
  ];
  const { pool } = world;
  return {
    carbon: [
      ...slices.map(([name, slice]) => ({ name, value: joined(grams(slice.operationalG)) })),
      { name: "embodied", value: joined(grams(result.embodiedG)) },
    ],
    energy: [
      { name: "Node idle / full power", value: `${short(pool.idleW)} / ${short(pool.fullW)} W` },
      { name: "PUE", value: String(pool.pue) },
      ...slices.map(([name, slice]) => ({ name, value: joined(energy(slice.energyKwh)) })),
    ],
    coefficients: pool.sources,
    grid: gridSource(world),
  };
}

/** One sentence on the intensities, `synthetic` first where it applies. */
export function gridSource(world: World): string {
  const { about } = world.grid.trace;
  const kind = about.synthetic ? "Synthetic" : "Real";
  const parts = [`${kind} intensities, zone ${about.zone}: ${about.source}`, about.edition];
  return [...parts, about.licence].filter(Boolean).join(" · ");
}
