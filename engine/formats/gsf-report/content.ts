/** The Green Software Foundation's SCI report template, filled in from an audit: as data, for every format. */
import type { Audit, Formula, Quantity } from "../../core/account/audit-result.ts";
import { isoInstant } from "../../core/clock/civil.ts";
import { coefficientRows } from "./coefficients.ts";
import { amount, type GsfInput } from "./input.ts";

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface GsfReport {
  readonly title: string;
  readonly sections: readonly Section[];
}

const NOT_STATED = "not stated";

export function gsfReport(input: GsfInput): GsfReport {
  const name = input.fields.applicationName ?? input.world.title;
  return {
    title: `SCI report: ${name}, ${input.title}`,
    sections: [
      { title: "Score", blocks: score(input) },
      { title: "Application", blocks: [table(["Field", "Value"], application(input))] },
      { title: "Summary", blocks: summary(input) },
      { title: "Functional unit", blocks: functionalUnit(input) },
      { title: "Software boundary", blocks: boundary(input) },
      { title: "Methodology", blocks: methodology(input) },
      {
        title: "Coefficients",
        blocks: [table(["Name", "Description", "Value", "Unit", "Source"], coefficientRows(input))],
      },
      { title: "Key insights", blocks: insights(input) },
    ],
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: "table", head, rows };
}

/** Breakdown by kind, one level deep; its rows add up to the score. */
function score({ audit }: GsfInput): Block[] {
  const { terms, byKind } = audit;
  const { sciGPerUnit, unitName, units, whyNone = "" } = terms;
  if (sciGPerUnit === null) return [{ kind: "text", text: `No score: ${whyNone}.` }];
  const rows = byKind
    .filter(({ operationalG, embodiedG }) => operationalG + embodiedG !== 0)
    .map(({ kind, operationalG, embodiedG }) => {
      const own = operationalG + embodiedG;
      return [kind, amount(own / units), `${amount((own / terms.carbonG) * 100)} %`];
    });
  return [
    { kind: "text", text: `${amount(sciGPerUnit)} gCO2e per ${unitName}` },
    table(
      ["Component", `gCO2e per ${unitName}`, "Share"],
      [...rows, ["sum", amount(sciGPerUnit), "100 %"]],
    ),
  ];
}

function application({ world, fields, date }: GsfInput): string[][] {
  const { period } = world;
  return [
    ["Application name", fields.applicationName ?? world.title],
    ["Version", fields.applicationVersion ?? NOT_STATED],
    ["Description", world.description === "" ? NOT_STATED : world.description],
    ["URL", fields.applicationUrl ?? NOT_STATED],
    ["Organisation", fields.organisation ?? NOT_STATED],
    ["Accountable organisation", fields.accountableOrganisation ?? NOT_STATED],
    ["Accountable person", fields.accountablePerson ?? NOT_STATED],
    ["Contact", fields.contact ?? NOT_STATED],
    ["Date of the report", date],
    ["Timespan", `${isoInstant(period.fromMs)} to ${isoInstant(period.toMs)}`],
    ["Manifest", fields.manifestUrl ?? NOT_STATED],
  ];
}

function summary({ audit, title, logSha256 }: GsfInput): Block[] {
  const { carbonG, units, unitName, energyKwh } = audit.terms;
  return [
    {
      kind: "text",
      text:
        `Under the policy ${title} the period emitted ${amount(carbonG)} gCO2e for ${amount(units)} x ` +
        `${unitName}, with ${amount(energyKwh)} kWh.`,
    },
    {
      kind: "text",
      text:
        "The figures come from a replay of the pipeline on a virtual clock, not from a meter on the nodes; what " +
        "was measured is listed under Methodology.",
    },
    { kind: "text", text: `The same inputs give the same event log: SHA-256 ${logSha256}.` },
  ];
}

function functionalUnit({ audit, fields }: GsfInput): Block[] {
  const units = formulaOf(audit, "R");
  return [
    { kind: "text", text: `${units.text}; ${units.withNumbers}.` },
    { kind: "text", text: `Rationale: ${fields.unitRationale ?? NOT_STATED}.` },
  ];
}

function boundary({ audit }: GsfInput): Block[] {
  return [
    { kind: "text", text: "Inside:" },
    { kind: "list", items: audit.boundary.inside },
    { kind: "text", text: "Outside:" },
    { kind: "list", items: audit.boundary.outside },
  ];
}

function formulaOf({ formulas }: Audit, quantity: Quantity): Formula {
  return formulas.find((each) => each.quantity === quantity) as Formula;
}

/** As the template asks: for each quantity how it was come by, and whether it is sourced, measured or modelled. */
function methodology({ audit, world }: GsfInput): Block[] {
  const { evidence, decidedOn, scoredWith } = audit;
  const quantities: readonly Quantity[] = ["C", "O", "M", "E", "I", "R"];
  const kindOf: Readonly<Record<string, string>> = {
    C: "modelled",
    O: "modelled",
    M: "modelled",
    E: (evidence.measuredShare ?? 0) > 0 ? "measured in part, else modelled" : "modelled",
    I: scoredWith.synthetic ? "modelled (synthetic history)" : "sourced",
    R: "stated",
  };
  const rows = quantities.map((quantity) => {
    const { name, value, unit, text } = formulaOf(audit, quantity);
    return [`${quantity}, ${name}`, amount(value), unit, kindOf[quantity] ?? "", text];
  });
  const grid = ({ zone, signal, basis, source, edition }: Audit["scoredWith"]) =>
    `${zone}, ${signal}, ${basis}; ${source} (${edition})`;
  return [
    table(["Quantity", "Value", "Unit", "How it is known", "Methodology"], rows),
    {
      kind: "list",
      items: [
        `Scored with: ${grid(scoredWith)}`,
        `Policies decided on: ${grid(decidedOn)}`,
        ...evidence.rungs.map(
          ({ rung, pods, energyKwh }) =>
            `Energy above idle, ${rung.replaceAll("-", " ")}: ${amount(energyKwh)} kWh of ${pods} pods`,
        ),
        `Idle power of what pods reserved, from coefficients: ${amount(evidence.reservedKwh)} kWh`,
        ...world.assumptions,
      ],
    },
  ];
}

function insights({ fields }: GsfInput): Block[] {
  const { keyInsights = [] } = fields;
  if (keyInsights.length === 0) return [{ kind: "text", text: NOT_STATED }];
  return [{ kind: "list", items: keyInsights }];
}
