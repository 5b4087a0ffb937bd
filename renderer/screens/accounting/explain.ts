/** What stands behind each number of the Accounting room: formula, inputs, evidence and sources. */
import type { AccountAnswer } from "../../preview/accounting/protocol.ts";
import type {
  Audit,
  Formula,
  GridBasis,
  Judged,
  Quantity,
  Slice,
} from "../../preview/accounting/types.ts";
import type { Explanation, ExplanationInput } from "../../widgets/explanation.tsx";
import { energy, fixed, grams, joined, money, share, short } from "../../widgets/format.ts";
import { basisText, MEASURE_NAMES, type Measure, measureText, sciText } from "./words.ts";

/** What core says of inputs that it computed itself; their evidence says so. */
const OWN_FIGURES = "this account";
const SCI_SOURCE = "SCI specification v1.1, ISO/IEC 21031:2024";

/** Publisher, edition, licence and kind of the intensities; synthetic ones say so first. */
export function gridSource(grid: GridBasis): string {
  const { zone, source, edition, licence, synthetic } = grid;
  const parts = [`${synthetic ? "Synthetic" : "Real"} intensities, zone ${zone}: ${source}`];
  return [...parts, edition, licence, basisText(grid)].filter(Boolean).join(" · ");
}

/** Of all pools and the grid, each line once. */
export function accountSources({ byPool, scoredWith }: Audit): string[] {
  return [...new Set([...byPool.flatMap(({ sources }) => sources), gridSource(scoredWith)])];
}

/** A term of the score, as core opened it. */
export function termExplanation(audit: Audit, quantity: Quantity): Explanation {
  const formula = audit.formulas.find((each) => each.quantity === quantity) as Formula;
  const { name, value, unit, text, withNumbers, inputs } = formula;
  return {
    title: `${quantity}, ${name}`,
    value: value === null ? "–" : precise(value, unit),
    formula: text,
    withNumbers,
    inputs: inputs.map(({ symbol, name: of, value: input, unit: each, evidence }) => ({
      symbol,
      name: of,
      value: input === null ? each : precise(input, each),
      evidence,
    })),
    sources: termSources(audit, formula),
  };
}

/** Pools state their sources as one text for each input; here each line stands once. */
function termSources(audit: Audit, { quantity, inputs }: Formula): string[] {
  const joinedLines = new Map(audit.byPool.map(({ sources }) => [sources.join("; "), sources]));
  const stated = inputs.flatMap(({ source }) => joinedLines.get(source) ?? [source]);
  const outside = stated.filter((source) => source !== OWN_FIGURES);
  return [...new Set([...(quantity === "cost" ? [] : [SCI_SOURCE]), ...outside])];
}

const TEXTS: Readonly<Record<Measure, string>> = {
  carbon: "C = sum of power × PUE × I(t) over time + TE × time held ÷ lifespan",
  energy: "E = sum of power over time",
  cost: "cost = node time × price, by the share of the node",
};

/** One value of a slice: a bar, a segment, a cell. */
export function sliceExplanation(
  audit: Audit,
  of: { readonly name: string; readonly about: string; readonly slice: Slice },
  measure: Measure,
  value: number,
  total: number,
): Explanation {
  const { energyKwh, operationalG, embodiedG, cost } = of.slice;
  const { currency } = audit.cost;
  const text = (each: number) => measureText(measure, each, currency);
  const all: ExplanationInput[] = [
    { symbol: "E", name: "energy", value: joined(energy(energyKwh)), evidence: "computed" },
    { symbol: "I", name: "intensity as met", value: metText(operationalG, energyKwh) },
    { symbol: "O", name: "operational", value: joined(grams(operationalG)), evidence: "computed" },
    { symbol: "M", name: "embodied", value: joined(grams(embodiedG)), evidence: "computed" },
  ];
  const price = { name: "cost", value: joined(money(cost, currency)), evidence: "computed" };
  const part = { name: `of all: ${text(total)}`, value: total === 0 ? "–" : share(value / total) };
  const own = measure === "carbon" ? all : measure === "energy" ? all.slice(0, 1) : [price];
  return {
    title: `${MEASURE_NAMES[measure]} of ${of.name}`,
    value: text(value),
    formula: TEXTS[measure],
    inputs: [...own, part],
    sources: accountSources(audit),
    note: `${of.name}: ${of.about}.`,
  };
}

function metText(operationalG: number, energyKwh: number): string {
  return energyKwh > 0 ? `${short(operationalG / energyKwh)} g/kWh` : "–";
}

/** The score of a policy, before or after the assumptions. */
export function scoreExplanation(
  answer: AccountAnswer,
  title: string,
  { sciGPerUnit, carbonG, energyKwh, units }: Judged,
): Explanation {
  const { audit } = answer;
  const { unitName } = audit.terms;
  return {
    title: `SCI of ${title}`,
    value: `${sciText(sciGPerUnit)} g / ${unitName}`,
    formula: "SCI = C ÷ R, sums over the whole period, then one division",
    withNumbers: `${joined(grams(carbonG))} ÷ ${fixed(units)} = ${sciText(sciGPerUnit)} g`,
    inputs: [
      { symbol: "C", name: "carbon", value: joined(grams(carbonG)), evidence: "computed" },
      { symbol: "E", name: "energy", value: joined(energy(energyKwh)), evidence: "computed" },
      { symbol: "R", name: unitName, value: fixed(units), evidence: "stated" },
    ],
    sources: [SCI_SOURCE, ...accountSources(audit)],
  };
}

export function savedExplanation(
  answer: AccountAnswer,
  titles: { readonly policy: string; readonly baseline: string },
  carbonG: number,
  baselineG: number,
): Explanation {
  const pct = baselineG > 0 ? `${fixed(100 - (carbonG / baselineG) * 100, 2)} %` : "–";
  return {
    title: `Saved by ${titles.policy}`,
    value: pct,
    formula: "saved = 1 − C ÷ C of the baseline, both under the same assumptions",
    withNumbers: `1 − ${joined(grams(carbonG, baselineG))} ÷ ${joined(grams(baselineG))} = ${pct}`,
    inputs: [
      { symbol: "C", name: titles.policy, value: joined(grams(carbonG)), evidence: "computed" },
      { symbol: "C", name: titles.baseline, value: joined(grams(baselineG)), evidence: "computed" },
    ],
    sources: accountSources(answer.audit),
  };
}

/** Money of one policy, or of one line of its bill. */
export function costExplanation(
  audit: Audit,
  title: string,
  amount: number,
  formula: string,
  inputs: readonly ExplanationInput[],
): Explanation {
  const sources = audit.byPool.flatMap(({ sources: lines }) => lines);
  return {
    title,
    value: joined(money(amount, audit.cost.currency)),
    formula,
    inputs,
    sources: [...new Set(sources)],
  };
}

/** Six significant digits: what one needs to compute it again by hand. */
export function precise(value: number, unit: string): string {
  const text = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 }).format(value);
  return unit === "1" ? text : `${text.replace("-", "\u2212")}\u00a0${unit}`;
}
