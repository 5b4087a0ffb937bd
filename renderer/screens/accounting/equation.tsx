/** SCI = (E × I + M) ÷ R with the numbers in place; each of them opens. */
import type { Quantity } from "../../preview/accounting/types.ts";
import { NumberButton } from "../../widgets/explanation.tsx";
import {
  energy,
  fixed,
  grams,
  money,
  type Quantity as Shown,
  short,
} from "../../widgets/format.ts";
import styles from "./equation.module.css";
import { savedExplanation, termExplanation } from "./explain.ts";
import type { AccountView } from "./view.ts";

export function Equation({ view }: { readonly view: AccountView }) {
  const { audit, answer } = view;
  const { terms } = audit;
  const { before } = answer;
  const sci = (value: number | null): Shown => ({
    text: value === null ? "–" : short(value),
    unit: `g / ${terms.unitName}`,
  });
  const met = (value: number | null): Shown => ({
    text: value === null ? "–" : short(value),
    unit: "g/kWh",
  });
  const units = (value: number): Shown => ({
    text: fixed(value, Number.isInteger(value) ? 0 : 2),
    unit: terms.unitName,
  });
  return (
    <section className={styles.card} aria-label="Equation">
      <div className={styles.line}>
        <Term
          view={view}
          of="SCI"
          main
          now={sci(terms.sciGPerUnit)}
          was={sci(before.sciGPerUnit)}
        />
        <Sign>= (</Sign>
        <Term view={view} of="E" now={energy(terms.energyKwh)} was={energy(before.energyKwh)} />
        <Sign>×</Sign>
        <Term
          view={view}
          of="I"
          now={met(terms.intensityGPerKwh)}
          was={met(before.intensityGPerKwh)}
        />
        <Sign>+</Sign>
        <Term view={view} of="M" now={grams(terms.embodiedG)} was={grams(before.embodiedG)} />
        <Sign>) ÷</Sign>
        <Term view={view} of="R" now={units(terms.units)} was={units(before.units)} />
      </div>
      {terms.whyNone === undefined ? null : (
        <p className={styles.why}>
          There is no SCI: {terms.whyNone}. Choose another functional unit under Assumptions, or a
          policy or period in which something runs.
        </p>
      )}
      <Totals view={view} />
    </section>
  );
}

function Sign({ children }: { readonly children: string }) {
  return (
    <span className={styles.sign} aria-hidden="true">
      {children}
    </span>
  );
}

const NAMES: Readonly<Record<Quantity, string>> = {
  SCI: "SCI",
  E: "energy",
  I: "intensity",
  M: "embodied",
  R: "functional units",
  O: "operational",
  C: "carbon",
  cost: "cost",
};

interface TermProps {
  readonly view: AccountView;
  readonly of: Quantity;
  readonly now: Shown;
  readonly was: Shown;
  readonly main?: boolean;
}

function Term({ view, of, now, was, main = false }: TermProps) {
  const name = NAMES[of];
  const differs = now.text !== was.text || now.unit !== was.unit;
  return (
    <div className={styles.term} data-main={main} data-term={of}>
      <span className={styles.symbol}>
        <b>{of}</b> {name === of ? "" : name}
      </span>
      <NumberButton className={styles.value} explain={() => termExplanation(view.audit, of)}>
        <span className="visually-hidden">{of}: </span>
        {now.text} <small>{now.unit}</small>
      </NumberButton>
      <span className={styles.was}>
        {differs ? `was ${was.text}${was.unit === now.unit ? "" : ` ${was.unit}`}` : ""}
      </span>
    </div>
  );
}

/** What the terms come to besides the score: O, C, cost, and what is saved against the baseline. */
function Totals({ view }: { readonly view: AccountView }) {
  const { audit, answer, after, before, isBaseline, world, titleOf, changed } = view;
  const { terms, cost } = audit;
  const baseline = answer.reaccounted.after.policies.find((each) => each.policy === world.baseline);
  const text = ({ text: number, unit }: Shown) => `${number} ${unit}`;
  const rows = [
    ["O", "operational", grams(terms.operationalG), grams(answer.before.operationalG)],
    ["C", "carbon, O + M", grams(terms.carbonG), grams(answer.before.carbonG)],
    ["cost", "cost", money(cost.total, cost.currency), money(answer.before.cost, cost.currency)],
  ] as const;
  return (
    <dl className={styles.totals}>
      {rows.map(([of, name, now, was]) => (
        <div key={of}>
          <dt>{name}</dt>
          <dd>
            <NumberButton explain={() => termExplanation(audit, of)}>{text(now)}</NumberButton>
            {now.text === was.text ? null : <i>was {text(was)}</i>}
          </dd>
        </div>
      ))}
      {isBaseline || baseline === undefined ? (
        <div>
          <dt>against the baseline</dt>
          <dd>this is the baseline</dd>
        </div>
      ) : (
        <div>
          <dt>saved against {titleOf(world.baseline)}</dt>
          <dd data-tone={(after.savedPct ?? 0) < 0 ? "worse" : "better"}>
            <NumberButton
              explain={() =>
                savedExplanation(
                  answer,
                  { policy: titleOf(view.policy), baseline: titleOf(world.baseline) },
                  after.carbonG,
                  baseline.carbonG,
                )
              }
            >
              {savedText(after.savedPct)}
            </NumberButton>
            {changed && savedText(before.savedPct) !== savedText(after.savedPct) ? (
              <i>was {savedText(before.savedPct)}</i>
            ) : null}
          </dd>
        </div>
      )}
    </dl>
  );
}

export function savedText(savedPct: number | null): string {
  return savedPct === null ? "–" : `${fixed(savedPct, 1)}\u00a0%`;
}
