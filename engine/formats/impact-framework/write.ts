/**
 * Writes a manifest for the Green Software Foundation's Impact Framework 1.1.0, so that another tool can
 * recompute energy, O, M, C and SCI.
 *
 * All children have the same rows, because the tool drops or breaks on others. Every row is divided by
 * the R of all rows and the rows are summed, because the tool's mean over time is no SCI. Numbers are
 * written with all their digits.
 */
import { Document, isMap, isSeq, visit } from "yaml";
import { assert } from "../../core/assert.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { FIGURES, type ImpactManifest, type Machines, type StatedEnergy } from "./manifest.ts";
import { COLUMN, energyPipeline, pipelineOf, pluginsFor } from "./plugins.ts";

/** Texts in quotes: the tool's reader takes a bare one that looks like a date for a date. */
const STYLE = {
  lineWidth: 0,
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
} as const;

/** The text of a manifest; the tool wants it in a file that ends in `.yml` or `.yaml`. */
export function writeManifest(manifest: ImpactManifest): string {
  const { name, description, functionalUnit, machines, energies, comment } = manifest;
  const hasSci = functionalUnit.total > 0;
  const { sciGPerUnit, ...always } = FIGURES;
  const children = Object.fromEntries([
    ...machines.map((each) => [each.name, machinesChild(each, manifest, hasSci)]),
    ...energies.map((each) => [each.name, energyChild(each, manifest, hasSci)]),
  ]);
  const count = machines.length + energies.length;
  assert(Object.keys(children).length === count, "every child has a name of its own");
  const document = new Document({
    name,
    description,
    tags: { kind: "batch", complexity: "moderate", category: "cloud" },
    aggregation: {
      metrics: [...Object.values(always), ...(hasSci ? [sciGPerUnit] : [])],
      // Over time and over children: both make a total.
      type: "both",
    },
    initialize: { plugins: pluginsFor(machines, functionalUnit.name, hasSci) },
    tree: { children },
  });
  putRowsOnLines(document);
  document.commentBefore = comment.map((line) => ` ${printable(line)}`).join("\n");
  return document.toString(STYLE);
}

type Row = Readonly<Record<string, number | string>>;

function machinesChild(each: Machines, manifest: ImpactManifest, hasSci: boolean) {
  const { vmSize, region, pue, embodiedG, lifespanS, power, secondsOn, gPerKwh } = each;
  return {
    pipeline: pipelineOf(each, hasSci),
    defaults: {
      ...word("cloud/instance-type", vmSize),
      ...word("cloud/region", region),
      [COLUMN.pue]: pue,
      [COLUMN.embodiedG]: embodiedG,
      [COLUMN.lifespanS]: lifespanS,
      ...unitsOf(manifest, hasSci),
    },
    inputs: rowsOf(manifest, (row) => ({
      [COLUMN.secondsOn]: secondsOn[row] as number,
      ...(power.kind === "linear"
        ? { [COLUMN.utilisationPct]: power.utilisationPct[row] as number }
        : { [COLUMN.watts]: power.watts[row] as number }),
      [COLUMN.gPerKwh]: gPerKwh[row] as number,
    })),
  };
}

function energyChild({ joules, gPerKwh }: StatedEnergy, manifest: ImpactManifest, hasSci: boolean) {
  return {
    pipeline: energyPipeline(hasSci),
    defaults: { [FIGURES.embodiedG]: 0, ...unitsOf(manifest, hasSci) },
    inputs: rowsOf(manifest, (row) => ({
      [COLUMN.joules]: joules[row] as number,
      [COLUMN.gPerKwh]: gPerKwh[row] as number,
    })),
  };
}

/** The tool evaluates texts that look like arithmetic, so only what cannot is written into rows. */
function word(column: string, text: string): Row {
  return /^[a-z][\w.-]*$/i.test(text) ? { [column]: text } : {};
}

/** Of each child: the defaults of an inner node replace those of the outer one. */
function unitsOf({ functionalUnit }: ImpactManifest, hasSci: boolean): Row {
  return hasSci ? { [COLUMN.units]: functionalUnit.total } : {};
}

function rowsOf({ rowsAtMs, rowS }: ImpactManifest, columns: (row: number) => Row): Row[] {
  return rowsAtMs.map((atMs, row) => ({
    timestamp: isoInstant(atMs),
    duration: rowS,
    ...columns(row),
  }));
}

function putRowsOnLines(document: Document): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (String(key) !== "inputs" || !isSeq(value)) return undefined;
      for (const row of value.items) if (isMap(row)) row.flow = true;
      return visit.SKIP;
    },
  });
}

/** Comments cannot quote what YAML does not print. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]+/gu, " ");
}
