/** The bill line by line, money per unit, and what saving a tonne costs, in honest words. */
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { NumberButton } from "../../widgets/explanation.tsx";
import { fixed, grams, joined, money } from "../../widgets/format.ts";
import { type NumberCell, NumberTable } from "../../widgets/number-table.tsx";
import { Section } from "../shared/section.tsx";
import styles from "./cost.module.css";
import { costExplanation, termExplanation } from "./explain.ts";
import { abatementText } from "./flip-words.ts";
import type { AccountView } from "./view.ts";

export function Cost({ view }: { readonly view: AccountView }) {
  const { audit } = view;
  const { lines, total, currency } = audit.cost;
  const rows = lines.map(({ kind, name, amount, basis }) => ({
    key: `${kind} ${name}`,
    head: name,
    cells: [
      { text: basis },
      {
        text: money(amount, currency).text,
        explain: () => costExplanation(audit, name, amount, basis, []),
      },
    ],
  }));
  const sum = {
    key: ":sum",
    head: "Total",
    kind: "sum" as const,
    cells: [
      perUnitCell(view),
      { text: money(total, currency).text, explain: () => termExplanation(audit, "cost") },
    ],
  };
  const csv = () =>
    csvText([
      ["Line", "Basis", `Amount (${currency})`],
      ...lines.map(({ name, basis, amount }) => [name, basis, String(amount)]),
      ["Total", "", String(total)],
    ]);
  return (
    <Section title="Cost" actions={<CopyButton text={csv} />}>
      <NumberTable
        caption="Cost"
        columns={[
          { label: "Line", words: true },
          { label: "Basis", words: true },
          { label: "Amount", unit: currency },
        ]}
        rows={[...rows, sum]}
      />
      <Abatement view={view} />
    </Section>
  );
}

function perUnitCell({ audit }: AccountView): NumberCell {
  const { perUnit, total, currency } = audit.cost;
  const { units, unitName } = audit.terms;
  if (perUnit === null) return { text: "no unit to divide by" };
  const text = `${fixed(perUnit, 4)} ${currency} / ${unitName}`;
  const inputs = [
    { name: "cost", value: joined(money(total, currency)), evidence: "computed" },
    { symbol: "R", name: unitName, value: fixed(units), evidence: "stated" },
  ];
  const explain = () =>
    costExplanation(
      audit,
      `Cost of one ${unitName}`,
      perUnit,
      "cost ÷ R, sums over the period",
      inputs,
    );
  return { text, explain };
}

function Abatement({ view }: { readonly view: AccountView }) {
  const { answer, world, titleOf, audit } = view;
  const { abatement } = answer.reaccounted.after;
  const { currency } = audit.cost;
  return (
    <div className={styles.abatement}>
      <h3>What saving carbon costs, against {titleOf(world.baseline)}</h3>
      <ul>
        {abatement.map((each) => (
          <li key={each.policy} data-selected={each.policy === view.policy}>
            <NumberButton
              explain={() => ({
                title: `Abatement by ${titleOf(each.policy)}`,
                value:
                  each.perTonne === null
                    ? "–"
                    : `${joined(money(each.perTonne, currency))} a tonne`,
                formula: "extra cost ÷ carbon saved, both against the baseline",
                withNumbers: `${fixed(each.extraCost, 2)} ${currency} ÷ ${joined(grams(each.savedG))}`,
                inputs: [
                  {
                    name: "extra cost",
                    value: joined(money(each.extraCost, currency)),
                    evidence: "computed",
                  },
                  { name: "carbon saved", value: joined(grams(each.savedG)), evidence: "computed" },
                ],
                note: "There is a price only where carbon and money pull in different directions.",
                sources: [...new Set(audit.byPool.flatMap(({ sources }) => sources))],
              })}
            >
              {abatementText(each, titleOf, currency)}
            </NumberButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
