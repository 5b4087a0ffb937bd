/** Recognises Electricity Maps files: three spellings of the yearly one, and the research one. */
import { caution, type Issue, problem } from "../../core/issue.ts";
import { columnOf, type Layout } from "./layout.ts";

export type Basis = "life-cycle" | "direct";

const LIFE_CYCLE = /^carbon intensity gco.{0,4}eq\/kwh \((lca|life[ -]?cycle)\)$/;
const DIRECT = /^carbon intensity gco.{0,4}eq\/kwh \(direct\)$/;
const RESEARCH = /^carbon_intensity_avg$/;

/** The layout, why the file cannot be used, or undefined when it is not from Electricity Maps. */
export function electricityMapsLayout(
  header: readonly string[],
  wanted: Basis | undefined,
): Layout | Issue | undefined {
  return researchLayout(header, wanted) ?? yearlyLayout(header, wanted);
}

function yearlyLayout(
  header: readonly string[],
  wanted: Basis | undefined,
): Layout | Issue | undefined {
  const columns = find(header, {
    time: /^datetime \(utc\)$/,
    zone: /^zone id$/,
    estimated: /^data estimated$/,
    lifeCycle: LIFE_CYCLE,
    direct: DIRECT,
  });
  if ("code" in columns) return columns;
  const { time, zone, estimated, lifeCycle, direct } = columns;
  if (time < 0) return undefined;
  if (lifeCycle < 0 && direct < 0) return noIntensity(header);
  const basis: Basis = wanted ?? (lifeCycle >= 0 ? "life-cycle" : "direct");
  const value = basis === "direct" ? direct : lifeCycle;
  if (value < 0) return noBasis(basis);
  return {
    time,
    value,
    ...(zone >= 0 && { zone }),
    ...(estimated >= 0 && { estimated }),
    width: header.length,
    utc: true,
    about: about(editionOf(header), basis),
    ...(wanted === undefined && basis === "direct" && { caution: DIRECT_ONLY }),
  };
}

function researchLayout(
  header: readonly string[],
  wanted: Basis | undefined,
): Layout | Issue | undefined {
  const columns = find(header, { time: /^datetime$/, zone: /^zone_name$/, value: RESEARCH });
  if ("code" in columns) return columns;
  const { time, zone, value } = columns;
  if (time < 0 || value < 0) return undefined;
  if (wanted !== undefined) return noBasis(wanted);
  return {
    time,
    value,
    ...(zone >= 0 && { zone }),
    width: header.length,
    utc: false,
    about: about("research export", "unknown"),
  };
}

const DIRECT_ONLY = caution(
  "grid/direct",
  "the file has no life-cycle intensity, so the direct one is used, which is lower",
  "Export the life-cycle column to count what building and supplying power plants emits.",
);

function about(edition: string, basis: Layout["about"]["basis"]): Layout["about"] {
  return { source: "Electricity Maps", edition, licence: "ODbL 1.0", signal: "average", basis };
}

/** The editions differ in spelling alone; the last two in one capital letter. */
function editionOf(header: readonly string[]): string {
  const cells = header.map((cell) => cell.trim());
  if (cells.some((cell) => /\(lca\)$/i.test(cell))) return "2023/2024 edition";
  return cells.includes("Zone Name") ? "2026 edition" : "2025 edition";
}

function noBasis(basis: Basis): Issue {
  const message = `the file has no column for the ${basis} intensity`;
  return problem("grid/column", message, "Ask for the other intensity, or export it again.");
}

function noIntensity(header: readonly string[]): Issue {
  return problem(
    "grid/column",
    `none of the ${header.length} columns is a carbon intensity in gCO2eq/kWh`,
    "Export it again with the column `Carbon intensity gCO2eq/kWh (Life cycle)`.",
  );
}

function find<K extends string>(
  header: readonly string[],
  patterns: Record<K, RegExp>,
): Record<K, number> | Issue {
  const found: Partial<Record<K, number>> = {};
  for (const name of Object.keys(patterns) as K[]) {
    const column = columnOf(header, patterns[name]);
    if (typeof column !== "number") return column;
    found[name] = column;
  }
  return found as Record<K, number>;
}
