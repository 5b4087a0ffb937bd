/** Reads a grid history from CSV: a trace with origin and repairs, or errors with lines. */
import type { TraceData } from "../../core/carbon/trace.ts";
import { caution, type Issue, problem, type Result } from "../../core/issue.ts";
import { sumOf } from "../../core/math/sum.ts";
import type { Basis } from "./electricity-maps.ts";
import { Findings } from "./findings.ts";
import { foreignContent } from "./foreign.ts";
import { type Lattice, toLattice } from "./lattice.ts";
import { readTable } from "./table.ts";

export interface GridInput {
  /** The file as text decoded from UTF-8. */
  readonly text: string;
  /** Name for messages. */
  readonly file: string;
  /** Electricity Maps files only; life-cycle when the file has it and nothing is asked for. */
  readonly column?: Basis;
  /**
   * Wanted zone: its rows are taken from a file of several. A file of another zone alone is read
   * with a warning and keeps its own name; a file that names no zone gets this one.
   */
  readonly zone?: string;
}

/** Zones with the dirtiest supply average about 1,100 g/kWh over a year. */
const MAX_MEAN_G_PER_KWH = 1_300;
/** The cleanest zones average above 10 g/kWh, life-cycle. */
const MIN_MEAN_G_PER_KWH = 2;

/**
 * A trace on a fixed step, from an Electricity Maps export or `timestamp,gco2_per_kwh`.
 *
 * Every repair is a warning here and a sentence in `about.repairs`. Errors have codes `grid/...`;
 * at most 20 are told, then how many more there are. A last line that is cut off is left out as a
 * repair.
 */
export function readGrid(input: GridInput): Result<TraceData> {
  const findings = new Findings(input.file);
  const foreign = foreignContent(input.text);
  if (foreign !== undefined) {
    findings.add(foreign);
    return findings.failure();
  }
  const column = input.column;
  const table = readTable(input.text, { column, zone: input.zone }, findings);
  const lattice = table === undefined ? undefined : toLattice(table, findings);
  if (table === undefined || lattice === undefined) return findings.failure();
  const fault = implausibleMean(lattice, table.layout.about.basis);
  if (fault !== undefined) {
    findings.add(fault);
    return findings.failure();
  }
  if (column !== undefined && table.layout.about.basis === "unknown") {
    const message = `the file does not say whether its intensity is ${column}`;
    findings.warn(caution("grid/column", message, "Check it with the publisher of the file."));
  }
  const zone = table.zone ?? input.zone ?? "not stated";
  const { about } = table.layout;
  return findings.success({
    ...lattice,
    about: { zone, ...about, synthetic: false, repairs: findings.repairs },
  });
}

/** Direct intensity may be near zero; with the plants' own emissions no grid's is. */
function implausibleMean(
  { gPerKwh }: Lattice,
  basis: TraceData["about"]["basis"],
): Issue | undefined {
  const mean = sumOf(gPerKwh) / gPerKwh.length;
  const shown = Math.round(mean * 1_000) / 1_000;
  if (mean > MAX_MEAN_G_PER_KWH) {
    return problem(
      "grid/unit",
      `the mean is ${shown}, more than any grid emits in g/kWh`,
      "If the values are in lb/MWh, divide them by 2.20462; if in mg/kWh, by 1000.",
    );
  }
  if (mean < MIN_MEAN_G_PER_KWH && basis !== "direct") {
    return problem(
      "grid/unit",
      `the mean is ${shown}, less than any grid emits in g/kWh`,
      "If the values are in kg/kWh or t/MWh, multiply them by 1000.",
    );
  }
  return undefined;
}
