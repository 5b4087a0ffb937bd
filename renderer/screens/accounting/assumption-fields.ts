/** What may be assumed otherwise in a scenario: range, unit, and where each stands. */
import type { Assumptions, FunctionalUnit } from "../../preview/accounting/types.ts";
import type { World } from "../../preview/types.ts";

type Pool = World["pool"];
export type NumberAssumption = Exclude<
  keyof Assumptions,
  "functionalUnit" | "scoredWith" | "pueFactor"
>;

export interface AssumptionField {
  readonly key: NumberAssumption;
  readonly label: string;
  readonly unit: string;
  readonly about: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** As the scenario says. */
  readonly origin: number;
}

const YEAR_MS = 365 * 86_400_000;

/** Fields of what matters in this world: no spot price without a spot pool, no hardware that emits nothing. */
export function assumptionFields(world: World): AssumptionField[] {
  const pools = poolsOf(world);
  const home = world.pool;
  const differs = (of: (pool: Pool) => number) => pools.some((pool) => of(pool) !== of(home));
  const mixed = (of: (pool: Pool) => number) =>
    differs(of) ? " Pools differ; this sets all." : "";
  const hardware = pools.some(({ embodiedG }) => embodiedG > 0);
  const years = home.lifespanMs / YEAR_MS;
  const fields: AssumptionField[] = [
    {
      ...{ key: "pue", label: "PUE", unit: "", min: 1, max: 2, step: 0.01, origin: home.pue },
      about: `Power usage effectiveness of the data centre.${mixed(({ pue }) => pue)}`,
    },
    factor("powerFactor", "Power", "Of all power of the nodes, idle and busy."),
    factor("idlePowerFactor", "Idle power", "Of the power of a node that does nothing."),
  ];
  if (hardware)
    fields.push(
      {
        ...{ key: "lifespanYears", label: "Lifespan", unit: "years", min: 1, max: 10, step: 0.5 },
        ...{ origin: Number(years.toFixed(3)) },
        about: `How long the hardware is used.${mixed(({ lifespanMs }) => lifespanMs)}`,
      },
      factor("embodiedFactor", "Embodied", "Of the embodied carbon of the hardware."),
    );
  if (pools.some(({ spot }) => spot !== undefined))
    fields.push(factor("spotPriceFactor", "Spot price", "Of the price of spot pools."));
  return fields;
}

function factor(key: NumberAssumption, label: string, about: string): AssumptionField {
  return { key, label, unit: "×", about, min: 0, max: 3, step: 0.05, origin: 1 };
}

function poolsOf({ pool, morePools = [], regions = [] }: World): Pool[] {
  const away = regions.flatMap((each) => [each.pool, ...(each.morePools ?? [])]);
  return [pool, ...morePools, ...away];
}

/** The value that a field shows. */
export function fieldValue({ key, origin }: AssumptionField, assumptions: Assumptions): number {
  // A bar of the tornado moves PUE by a factor; the field shows what that comes to.
  if (key === "pue" && assumptions.pueFactor !== undefined)
    return Math.max(1, Number((origin * assumptions.pueFactor).toFixed(4)));
  return assumptions[key] ?? origin;
}

/** With a field at a value; at the scenario's own value it is no assumption any more. */
export function withField(
  assumptions: Assumptions,
  { key, origin }: AssumptionField,
  value: number,
): Assumptions {
  const rest = without(assumptions, key === "pue" ? ["pue", "pueFactor"] : [key]);
  return value === origin ? rest : { ...rest, [key]: value };
}

export function without(
  assumptions: Assumptions,
  keys: readonly (keyof Assumptions)[],
): Assumptions {
  const kept = Object.entries(assumptions).filter(([key]) => !keys.some((each) => each === key));
  return Object.fromEntries(kept);
}

export interface UnitOption {
  readonly value: string;
  readonly label: string;
  /** Null for the scenario's own. */
  readonly unit: FunctionalUnit | null;
}

const NONE = { perRun: 0, perDay: 0 };

/** The scenario's own unit first, and the others that every scenario can count. */
export function unitOptions({ functionalUnit: own }: World): UnitOption[] {
  const counts = [
    { value: "run", label: "successful run", unit: { ...NONE, name: "run", perRun: 1 } },
    { value: "day", label: "day", unit: { ...NONE, name: "day", perDay: 1 } },
    { value: "batch", label: "batch of data", unit: { ...NONE, name: "batch", perBatch: 1 } },
    {
      value: "model",
      label: "model version in service",
      unit: { ...NONE, name: "model version", perModelVersion: 1 },
    },
  ];
  return [{ value: "own", label: `${own.name} (the scenario’s)`, unit: null }, ...counts];
}
