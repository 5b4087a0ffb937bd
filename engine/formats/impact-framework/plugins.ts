/**
 * The calculation, spelled out with Impact Framework's arithmetic: its ready-made plugins round, average
 * rates over time, or take a machine that is off for one that is on all the time.
 */
import { FIGURES, type Figure, type Machines } from "./manifest.ts";

/** Names of the columns. No digits in them: the tool would take such a name for an arithmetic expression. */
export const COLUMN = {
  secondsOn: "vm/seconds-on",
  utilisationPct: "cpu/utilization",
  watts: "it/watts",
  pue: "pue",
  joules: "energy-joules",
  gPerKwh: "grid/carbon-intensity",
  embodiedG: "vm/embodied-grams",
  lifespanS: "vm/lifespan-seconds",
  units: "functional-units",
} as const;

const FACILITY_WATTS = "facility/watts";
const EMBODIED_GRAM_SECONDS = "vm/embodied-gram-seconds";
const JOULES_PER_KWH = 3_600_000;

type Plugin = Readonly<Record<string, unknown>>;

/** Plugins by name, in the order of the calculation. */
export function pluginsFor(machines: readonly Machines[], unitName: string, hasSci: boolean) {
  const { energyKwh, operationalG, embodiedG, carbonG } = FIGURES;
  const powers = machines.flatMap((each) => interpolationFor(each));
  return {
    ...Object.fromEntries(powers),
    "facility-watts": product([COLUMN.watts, COLUMN.pue], FACILITY_WATTS),
    "energy-joules": product([FACILITY_WATTS, COLUMN.secondsOn], COLUMN.joules),
    "energy-kwh": summed("energyKwh", "kWh", "E, with PUE", {
      method: "Divide",
      config: { numerator: COLUMN.joules, denominator: JOULES_PER_KWH, output: energyKwh },
    }),
    "operational-carbon": summed("operationalG", "gCO2e", "O = E x I", {
      ...product([energyKwh, COLUMN.gPerKwh], operationalG),
    }),
    "embodied-gram-seconds": product([COLUMN.embodiedG, COLUMN.secondsOn], EMBODIED_GRAM_SECONDS),
    "embodied-carbon": summed("embodiedG", "gCO2e", "M = TE x RR/ToR x TiR/EL", {
      method: "Divide",
      config: {
        numerator: EMBODIED_GRAM_SECONDS,
        denominator: COLUMN.lifespanS,
        output: embodiedG,
      },
    }),
    "total-carbon": summed("carbonG", "gCO2e", "C = O + M", {
      method: "Sum",
      config: { "input-parameters": [operationalG, embodiedG], "output-parameter": carbonG },
    }),
    ...(hasSci && {
      sci: summed("sciGPerUnit", `gCO2e/${unitName}`, "C of the row / R of all rows", {
        method: "Sci",
        config: { "functional-unit": COLUMN.units },
      }),
    }),
  };
}

/** Which plugins a child's rows go through, from power to SCI. */
export function pipelineOf(machines: Machines, hasSci: boolean) {
  const power = machines.power.kind === "linear" ? [powerPlugin(machines)] : [];
  const energy = ["facility-watts", "energy-joules", "energy-kwh"];
  const embodied = ["embodied-gram-seconds", "embodied-carbon"];
  return pipeline([...power, ...energy, "operational-carbon", ...embodied], hasSci);
}

/** The same for energy in joules and embodied emissions that the rows state. */
export function energyPipeline(hasSci: boolean) {
  return pipeline(["energy-kwh", "operational-carbon"], hasSci);
}

function pipeline(compute: readonly string[], hasSci: boolean) {
  return { compute: [...compute, "total-carbon", ...(hasSci ? ["sci"] : [])] };
}

function powerPlugin({ name }: Machines): string {
  return `it-watts of ${name}`;
}

/** The tool sorts x and y apart from each other, so it only understands power that rises with load. */
function interpolationFor(machines: Machines): [string, Plugin][] {
  const { power } = machines;
  if (power.kind === "stated") return [];
  const config = {
    method: "linear",
    x: [0, 100],
    y: [power.idleW, power.fullW],
    "input-parameter": COLUMN.utilisationPct,
    "output-parameter": COLUMN.watts,
  };
  return [[powerPlugin(machines), builtin({ method: "Interpolation", config })]];
}

function product(factors: readonly string[], output: string): Plugin {
  const config = { "input-parameters": factors, "output-parameter": output };
  return builtin({ method: "Multiply", config });
}

/** A figure: without metadata the tool would leave it out of the totals, and it averages SCI over time. */
function summed(figure: Figure, unit: string, description: string, plugin: Plugin): Plugin {
  const metadata = { unit, description, "aggregation-method": { time: "sum", component: "sum" } };
  return builtin({ ...plugin, "parameter-metadata": { outputs: { [FIGURES[figure]]: metadata } } });
}

function builtin(plugin: Plugin): Plugin {
  return { path: "builtin", ...plugin };
}
