/** The audit as people read it in a terminal. */
import type { Flip, Reaccounted, Tornado } from "../../core/account/assumption-result.ts";
import type { AiScore, Audit, GridBasis } from "../../core/account/audit-result.ts";
import type { Abatement, AbatementCase } from "../../core/account/cost-result.ts";
import type { AuditedSimulation } from "../../lab/account.ts";
import { formatTable } from "./table.ts";

/** Beyond this many steps the terminal shows the largest; `--json` has all. */
const MOST_STEPS = 20;

export function formatAudit(audited: AuditedSimulation): string {
  const { simulation, audits, abatement, tornados, reaccounted } = audited;
  const { world } = simulation;
  const [first] = audits;
  return [
    `${world.title}: account by the SCI specification v1.1 (ISO/IEC 21031:2024), SCI = (E x I + M) / R`,
    ...(first === undefined ? [] : bases(first)),
    `Functional unit: ${world.functionalUnit.name}; baseline: ${world.baseline}`,
    ...audits.flatMap((audit, index) => [
      "",
      `== ${audit.policy}${audit.policy === world.baseline ? " (baseline)" : ""}`,
      ...sections(audit),
      "",
      "How far assumptions move it, one at a time:",
      tornadoTable(tornados[index] as Tornado),
    ]),
    "",
    "Cost of carbon saved, against the baseline:",
    ...abatement.map(abatementLine),
    ...(reaccounted === null ? [] : ["", ...reaccountedLines(reaccounted)]),
    "",
    ...(tornados[0] === undefined ? [] : [tornados[0].note]),
    ...(first === undefined
      ? []
      : ["Outside of the boundary:", ...first.boundary.outside.map(item)]),
  ].join("\n");
}

const item = (text: string) => `- ${text}`;

function bases({ decidedOn, scoredWith }: Audit): string[] {
  const text = ({ zone, signal, basis, source, edition, synthetic }: GridBasis) =>
    `${zone}, ${signal}, ${basis}; ${source} (${edition})${synthetic ? ", SYNTHETIC" : ""}`;
  return [`Decided on: ${text(decidedOn)}`, `Scored with: ${text(scoredWith)}`];
}

const SLICE = ["Energy kWh", "Operational g", "Embodied g", "Cost"];

interface Amounts {
  readonly energyKwh: number;
  readonly operationalG: number;
  readonly embodiedG: number;
  readonly cost: number;
}

const amounts = ({ energyKwh, operationalG, embodiedG, cost }: Amounts) =>
  [energyKwh, operationalG, embodiedG, cost].map(figure);

function sections(audit: Audit): string[] {
  const { formulas, byKind, byStep, byPool, evidence, cost, ai } = audit;
  const steps = byStep.toSorted(
    (a, b) => b.operationalG + b.embodiedG - a.operationalG - a.embodiedG,
  );
  const hidden = steps.length - MOST_STEPS;
  return [
    formatTable(
      ["Term", "Value", "Unit"],
      formulas.map(({ quantity, value, unit }) => [quantity, figure(value), unit]),
    ),
    "",
    formatTable(
      ["By kind", ...SLICE],
      byKind.map((row) => [row.kind, ...amounts(row)]),
    ),
    "",
    formatTable(
      ["Work by step", "Pods", ...SLICE],
      steps.slice(0, MOST_STEPS).map((row) => [row.name, String(row.pods), ...amounts(row)]),
    ),
    ...(hidden > 0 ? [`and ${hidden} smaller steps (--json has all)`] : []),
    "",
    formatTable(
      ["By node pool", "Region", "Node-hours", "Most nodes", "Evicted", ...SLICE],
      byPool.map((row) => [
        `${row.name} (${row.vmSize})`,
        row.region,
        figure(row.nodeHours),
        String(row.mostNodes),
        String(row.evictedNodes),
        ...amounts(row),
      ]),
    ),
    "",
    formatTable(
      ["Evidence, energy above idle", "Pods", "kWh"],
      evidence.rungs.map(({ rung, pods, energyKwh }) => [rung, String(pods), figure(energyKwh)]),
    ),
    "",
    formatTable(
      ["Bill", cost.currency, "How"],
      cost.lines.map(({ name, amount, basis }) => [name, figure(amount), basis]),
    ),
    ...(ai === null
      ? []
      : [
          "",
          `SCI for AI. Provider: ${score(ai.provider)}. Consumer: ${score(ai.consumer)}.`,
          ai.sharing,
        ]),
  ];
}

function score({ carbonG, unitName, gPerUnit, whyNone }: AiScore): string {
  const rate = gPerUnit === null ? `no score, ${whyNone}` : `${figure(gPerUnit)} g per ${unitName}`;
  return `${figure(carbonG)} g; ${rate}`;
}

function tornadoTable({ bars }: Tornado): string {
  return formatTable(
    ["Assumption", "Low", "SCI", "Saved %", "High", "SCI", "Saved %", "Flips"],
    bars.map(({ name, low, high }) => [
      name,
      ...[low, high].flatMap(({ label, sciGPerUnit, savedPct }) => [
        label,
        figure(sciGPerUnit),
        figure(savedPct),
      ]),
      String(low.flips.length + high.flips.length),
    ]),
  );
}

function abatementLine({ policy, which, extraCost, savedG, perTonne }: Abatement): string {
  const facts = `saves ${figure(savedG)} g, costs ${figure(extraCost)} more`;
  const price = perTonne === null ? "no price per tonne" : `${figure(perTonne)} per tonne of CO2e`;
  return `- ${policy}: ${facts}: ${CASES[which]}, ${price}`;
}

const CASES: Readonly<Record<AbatementCase, string>> = {
  "cleaner-and-dearer": "cleaner and dearer",
  "cleaner-and-cheaper": "cleaner, and no dearer",
  "dirtier-and-cheaper": "dirtier and cheaper",
  "dirtier-and-dearer": "dirtier, and no cheaper",
  "same-carbon": "the same carbon",
};

function reaccountedLines({ assumptions, before, after, flips, idle }: Reaccounted): string[] {
  const was = before.policies;
  return [
    `Assumed instead: ${JSON.stringify(assumptions)}`,
    ...idle.map(item),
    formatTable(
      ["Policy", "SCI before", "SCI after", "Saved % before", "Saved % after", "Cost after"],
      after.policies.map(({ policy, sciGPerUnit, savedPct, cost }, index) => [
        policy,
        figure(was[index]?.sciGPerUnit ?? null),
        figure(sciGPerUnit),
        figure(was[index]?.savedPct ?? null),
        figure(savedPct),
        figure(cost),
      ]),
    ),
    `Best by SCI: ${before.bySci[0]} before, ${after.bySci[0]} after`,
    ...(flips.length === 0 ? ["No conclusion flips."] : ["Conclusions that flip:"]),
    ...flips.map((flip) => item(flipText(flip))),
  ];
}

function flipText(flip: Flip): string {
  if (flip.kind === "saving-sign") {
    const { policy, beforePct, afterPct } = flip;
    return `${policy} saves ${figure(afterPct)} % instead of ${figure(beforePct)} %`;
  }
  const { kind, first, second, now } = flip;
  const what = kind === "sci-order" ? "SCI" : "cost";
  const becomes = now === "equal" ? "is now equal" : "is now behind";
  return `${first} was better than ${second} by ${what}, and ${becomes}`;
}

/** Five significant digits; what has no value is `none`. */
function figure(value: number | null): string {
  if (value === null) return "none";
  return Number(value.toPrecision(5)).toLocaleString("en-US", { maximumSignificantDigits: 5 });
}
