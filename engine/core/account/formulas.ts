/** Every number of a score opened: its formula, its inputs, and where each of them comes from. */
import type { NodePool } from "../cluster/node-pool.ts";
import { DAY_MS } from "../units/units.ts";
import type { Formula, FormulaInput, GridBasis, PoolRow, SciTerms } from "./audit-result.ts";
import type { FunctionalUnit } from "./coefficients.ts";
import type { CostAudit } from "./cost-result.ts";
import type { Slice } from "./result.ts";
import { unitsText } from "./units-served.ts";

export interface Opened {
  readonly terms: SciTerms;
  /** Data on its way to other regions. */
  readonly transfer: Slice;
  readonly pools: readonly (PoolRow & { readonly coefficients: NodePool })[];
  readonly grid: GridBasis;
  readonly unit: FunctionalUnit;
  readonly cost: CostAudit;
}

export function formulasOf(opened: Opened): Formula[] {
  return [
    energy(opened),
    intensity(opened),
    operational(opened),
    embodied(opened),
    carbon(opened),
    units(opened),
    sci(opened),
    cost(opened),
  ];
}

const COMPUTED = "this account";

function computed(symbol: string, name: string, value: number | null, unit: string): FormulaInput {
  return { symbol, name, value, unit, source: COMPUTED, evidence: "computed" };
}

/** As the pool states it, with where that comes from. */
function stated(
  { name, sources }: NodePool,
  symbol: string,
  what: string,
  value: number,
  unit: string,
): FormulaInput {
  const source = sources.length === 0 ? "the scenario, without a source" : sources.join("; ");
  const evidence = sources.length === 0 ? "stated" : "sourced";
  return { symbol, name: `${what}, ${name}`, value, unit, source, evidence };
}

function energy({ terms, pools, transfer }: Opened): Formula {
  const inputs = pools.flatMap(({ coefficients: pool, nodeHours, energyKwh }) => [
    computed("h", `node-hours, ${pool.name}`, nodeHours, "h"),
    stated(pool, "Pidle", "idle power of a node", pool.idleW, "W"),
    stated(pool, "Pfull", "power at full CPU load", pool.fullW, "W"),
    ...gpuInputs(pool),
    stated(pool, "PUE", "power usage effectiveness", pool.pue, "1"),
    computed("Epool", `energy, ${pool.name}`, energyKwh, "kWh"),
  ]);
  const text =
    "E = PUE x sum over nodes of (idle power x time on + power above idle of what ran, over time); measured energy " +
    "stands in place of the power model";
  const withNumbers = `${added(
    pools.map((pool) => pool.energyKwh),
    transfer.energyKwh,
    kwh,
  )} = ${kwh(terms.energyKwh)}`;
  return formula(
    "E",
    "energy of all that was provisioned",
    terms.energyKwh,
    "kWh",
    text,
    withNumbers,
    inputs,
  );
}

function gpuInputs(pool: NodePool): FormulaInput[] {
  const { gpu } = pool;
  if (gpu === undefined) return [];
  return [
    stated(pool, "Pgpu,idle", `idle power of a ${gpu.model}, ${gpu.count} a node`, gpu.idleW, "W"),
    stated(pool, "Pgpu,full", `power of a ${gpu.model} at full load`, gpu.fullW, "W"),
  ];
}

/** Terms of a sum over pools, with the transfers where there are any. */
function added(values: readonly number[], moved: number, text: (value: number) => string): string {
  return [...values, ...(moved > 0 ? [moved] : [])].map(text).join(" + ");
}

function intensity({ terms, grid }: Opened): Formula {
  const { energyKwh, operationalG, intensityGPerKwh } = terms;
  const inputs = [
    computed("O", "operational carbon", operationalG, "g"),
    computed("E", "energy", energyKwh, "kWh"),
  ];
  const text = `I = O / E: the intensity that the energy met, ${grid.signal}, ${grid.basis}, zone ${grid.zone}`;
  const withNumbers =
    intensityGPerKwh === null
      ? "no energy was drawn"
      : `${grams(operationalG)} / ${kwh(energyKwh)} = ${number(intensityGPerKwh)} g/kWh`;
  return formula(
    "I",
    "carbon intensity as met",
    intensityGPerKwh,
    "g/kWh",
    text,
    withNumbers,
    inputs,
  );
}

function operational({ terms, grid, pools, transfer }: Opened): Formula {
  const { source, edition, licence } = grid;
  const trace: FormulaInput = {
    ...{ symbol: "I(t)", name: `carbon intensity of the grid, ${grid.zone}`, value: null },
    ...{ unit: "g/kWh", source: `${source} (${edition}; ${licence})` },
    evidence: grid.synthetic ? "modelled" : "sourced",
  };
  const inputs = pools.map((pool) =>
    computed("Opool", `operational carbon, ${pool.name}`, pool.operationalG, "g"),
  );
  const text =
    "O = integral over time of power x PUE x I(t), step by step of the grid; never energy x a mean";
  const parts = pools.map((pool) => pool.operationalG);
  const sum = added(parts, transfer.operationalG, grams);
  const withNumbers = `${sum} = ${grams(terms.operationalG)}`;
  return formula("O", "operational carbon", terms.operationalG, "g", text, withNumbers, [
    trace,
    ...inputs,
  ]);
}

function embodied({ terms, pools }: Opened): Formula {
  const inputs = pools.flatMap(({ coefficients: pool, nodeHours, embodiedG }) => [
    stated(pool, "TE x RS", "embodied carbon of the share of a host", pool.embodiedG, "g"),
    stated(pool, "EL", "expected lifespan", pool.lifespanMs / (365 * DAY_MS), "years of 365 days"),
    computed("TiR", `time reserved, ${pool.name}`, nodeHours, "h"),
    computed("Mpool", `embodied carbon, ${pool.name}`, embodiedG, "g"),
  ]);
  const text =
    "M = TE x TiR / EL x RR / ToR, by the time that nodes were held, whatever ran on them";
  const withNumbers = `${pools.map((pool) => grams(pool.embodiedG)).join(" + ")} = ${grams(terms.embodiedG)}`;
  return formula("M", "embodied carbon", terms.embodiedG, "g", text, withNumbers, inputs);
}

function carbon({ terms }: Opened): Formula {
  const { operationalG, embodiedG, carbonG } = terms;
  const inputs = [
    computed("O", "operational carbon", operationalG, "g"),
    computed("M", "embodied carbon", embodiedG, "g"),
  ];
  const withNumbers = `${grams(operationalG)} + ${grams(embodiedG)} = ${grams(carbonG)}`;
  return formula("C", "carbon", carbonG, "g", "C = O + M", withNumbers, inputs);
}

function units({ terms, unit }: Opened): Formula {
  const text = `R = ${unitsText(unit)}`;
  const input: FormulaInput = {
    ...{ symbol: "r", name: "units", value: ratio(unit), unit: unit.name },
    ...{ source: "the scenario, spec.functionalUnit", evidence: "stated" },
  };
  const withNumbers = `${number(terms.units)} in the period`;
  return formula("R", "functional units", terms.units, unit.name, text, withNumbers, [input]);
}

function ratio({ perRun, perDay, perBatch = 0, perModelVersion = 0 }: FunctionalUnit): number {
  return perRun + perDay + perBatch + perModelVersion;
}

function sci({ terms }: Opened): Formula {
  const { carbonG, units: count, sciGPerUnit, unitName, whyNone = "" } = terms;
  const inputs = [
    computed("C", "carbon", carbonG, "g"),
    computed("R", "functional units", count, unitName),
  ];
  const text = "SCI = sum(C) / sum(R) = (O + M) / R, over the whole period; never a mean of rates";
  const withNumbers =
    sciGPerUnit === null ? whyNone : `${grams(carbonG)} / ${number(count)} = ${grams(sciGPerUnit)}`;
  return formula(
    "SCI",
    "software carbon intensity",
    sciGPerUnit,
    `g/${unitName}`,
    text,
    withNumbers,
    inputs,
  );
}

function cost({ cost: { total, currency, lines }, pools }: Opened): Formula {
  const prices = pools.map(({ coefficients: pool }) =>
    stated(pool, "p", "price of a node", pool.pricePerHour, `${currency}/h`),
  );
  const inputs = lines.map(({ name, amount, basis, kind }): FormulaInput => {
    const source = kind === "nodes" || kind === "commitment" ? basis : `the scenario: ${basis}`;
    return { symbol: kind, name, value: amount, unit: currency, source, evidence: "computed" };
  });
  const text =
    "cost = node time x price, by billing rules and commitments, and the lines that the scenario states";
  const withNumbers = `${lines.map(({ amount }) => number(amount)).join(" + ")} = ${number(total)} ${currency}`;
  return formula("cost", "cost", total, currency, text, withNumbers, [...prices, ...inputs]);
}

function formula(
  quantity: Formula["quantity"],
  name: string,
  value: number | null,
  unit: string,
  text: string,
  withNumbers: string,
  inputs: readonly FormulaInput[],
): Formula {
  return { quantity, name, value, unit, text, withNumbers, inputs };
}

/** Six significant digits, without a power of ten where one can do without. */
function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function grams(value: number): string {
  return `${number(value)} g`;
}

function kwh(value: number): string {
  return `${number(value)} kWh`;
}
