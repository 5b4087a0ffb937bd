/** The coefficients of a report: every number that was put in, with its source. */
import { DAY_MS } from "../../core/units/units.ts";
import { amount, type GsfInput } from "./input.ts";

/** Name, description, value, unit, source. */
export function coefficientRows({ world, audit }: GsfInput): string[][] {
  const home = [world.pool, ...(world.morePools ?? [])];
  const others = (world.regions ?? []).flatMap(({ pool, morePools = [] }) => [pool, ...morePools]);
  const { zone, source, edition, licence, signal, basis } = audit.scoredWith;
  const grid = [
    "I",
    `carbon intensity of ${zone} over time, ${signal}, ${basis}`,
    amount(audit.terms.intensityGPerKwh),
    "gCO2e/kWh, as met",
    `${source} (${edition}; ${licence})`,
  ];
  return [grid, ...[...home, ...others].flatMap(poolRows)];
}

type Pool = GsfInput["world"]["pool"];

function poolRows({ name, vmSize, region, sources, gpu, ...pool }: Pool): string[][] {
  const source = sources.length === 0 ? "not stated" : sources.join("; ");
  const row = (symbol: string, what: string, value: number, unit: string) => [
    symbol,
    `${what}, ${name} (${vmSize}, ${region})`,
    amount(value),
    unit,
    source,
  ];
  return [
    row("Pidle", "idle power of a node", pool.idleW, "W"),
    row("Pfull", "power at full CPU load", pool.fullW, "W"),
    ...(gpu === undefined
      ? []
      : [
          row("Pgpu,idle", `idle power of a ${gpu.model}, ${gpu.count} a node`, gpu.idleW, "W"),
          row("Pgpu,full", `power of a ${gpu.model} at full load`, gpu.fullW, "W"),
        ]),
    row("PUE", "power usage effectiveness", pool.pue, "1"),
    row("TE x RS", "embodied carbon of the share of a host", pool.embodiedG, "gCO2e"),
    row("EL", "expected lifespan", pool.lifespanMs / (365 * DAY_MS), "years of 365 days"),
  ];
}
