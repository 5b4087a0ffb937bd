/** The account so far beside the replay's at its end, and how far the two agree; every number opens. */
import { memo, useMemo } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { type Explanation, NumberButton } from "../../widgets/explanation.tsx";
import { energy, fixed, grams, joined, type Quantity, share } from "../../widgets/format.ts";
import styles from "./figures.module.css";

interface Figure {
  readonly label: string;
  readonly value: Quantity;
  readonly beside: string;
  readonly explanation: Omit<Explanation, "title" | "value">;
}

export function Figures({ run }: { readonly run: LiveRunView }) {
  const { account, decisions, quality, requests, models } = run;
  return <Strip {...{ account, decisions, quality, requests, models }} grid={run.grid} />;
}

type StripProps = Pick<
  LiveRunView,
  "account" | "decisions" | "quality" | "requests" | "grid" | "models"
>;

const Strip = memo(function Strip(props: StripProps) {
  const { account, decisions, quality, requests, grid, models } = props;
  const figures = useMemo(
    () => [
      carbon(account, grid),
      power(account),
      agreement(decisions),
      succeeded(requests),
      ...accuracy(quality, models),
    ],
    [account, grid, decisions, requests, quality, models],
  );
  return (
    <section className={styles.strip} aria-label="Figures so far">
      {figures.map(({ label, value, beside, explanation }) => (
        <NumberButton
          key={label}
          className={styles.card}
          explain={() => ({ title: label, value: joined(value), ...explanation })}
        >
          <span className={styles.label}>{label}</span>
          <span className={styles.value}>
            {value.text} <span>{value.unit}</span>
          </span>
          <span className={styles.beside}>{beside}</span>
        </NumberButton>
      ))}
    </section>
  );
});

const ACCOUNT = "docs/guide/accounting.md: the same account as a replay's, from the timeline alone";

function carbon(
  { carbonG, expectedCarbonG }: StripProps["account"],
  grid: StripProps["grid"],
): Figure {
  const expected = joined(grams(expectedCarbonG));
  return {
    label: "Carbon so far",
    value: grams(carbonG, expectedCarbonG),
    beside: `replay at its end ${expected}`,
    explanation: {
      formula: "C = E × I + M, over what has been provisioned until now",
      inputs: [
        {
          name: "carbon so far",
          value: joined(grams(carbonG)),
          evidence: "measured CPU time, modelled power",
        },
        { name: "carbon of the replay at its end", value: expected, evidence: "modelled" },
      ],
      sources: [ACCOUNT, `grid ${grid.zone}${grid.synthetic ? ", synthetic" : ""}`],
      note: "The replay's figure is for the whole period; the run's grows towards it.",
    },
  };
}

function power({ energyKwh, expectedEnergyKwh }: StripProps["account"]): Figure {
  const expected = joined(energy(expectedEnergyKwh));
  return {
    label: "Energy so far",
    value: energy(energyKwh),
    beside: `replay at its end ${expected}`,
    explanation: {
      formula:
        "E = power of the provisioned nodes × time × PUE, busy power by measured CPU-seconds",
      inputs: [
        {
          name: "energy so far",
          value: joined(energy(energyKwh)),
          evidence: "measured CPU time, modelled power",
        },
        { name: "energy of the replay at its end", value: expected, evidence: "modelled" },
      ],
      sources: [ACCOUNT],
    },
  };
}

function agreement(decisions: StripProps["decisions"]): Figure {
  const different = decisions.filter(({ differs }) => differs !== null).length;
  const same = decisions.length - different;
  return {
    label: "Decisions as in the replay",
    value: { text: `${fixed(same)} of ${fixed(decisions.length)}`, unit: "" },
    beside: different === 0 ? "no difference so far" : `${fixed(different)} differ`,
    explanation: {
      formula: "decisions with the same action at the same scenario time as the replay's",
      inputs: [
        { name: "decisions so far", value: fixed(decisions.length), evidence: "observed" },
        { name: "that differ", value: fixed(different), evidence: "observed" },
      ],
      sources: ["The event log of this run, and the replay of the same scenario and policy"],
    },
  };
}

function succeeded(requests: StripProps["requests"]): Figure {
  const count = (outcome: string) => requests.filter((each) => each.outcome === outcome).length;
  const [done, failed, skipped] = [count("succeeded"), count("failed"), count("skipped")];
  return {
    label: "Succeeded",
    value: { text: fixed(done), unit: done === 1 ? "request" : "requests" },
    beside: `${fixed(failed)} failed, ${fixed(skipped)} skipped`,
    explanation: {
      formula: "requests whose workflow has ended in phase Succeeded",
      inputs: [
        { name: "asked for in the period", value: fixed(requests.length), evidence: "stated" },
        { name: "succeeded", value: fixed(done), evidence: "observed" },
        { name: "failed", value: fixed(failed), evidence: "observed" },
        { name: "skipped by the policy", value: fixed(skipped), evidence: "observed" },
      ],
      sources: ["The event log of this run"],
    },
  };
}

function accuracy(quality: StripProps["quality"], models: StripProps["models"]): Figure[] {
  const last = quality.at(-1);
  const measured = models.at(-1)?.accuracy ?? null;
  if (last === undefined) return [];
  const mean = quality.reduce((sum, each) => sum + each.accuracy, 0) / quality.length;
  const carried = quality.filter((each) => each.carried).length;
  return [
    {
      label: "Accuracy now",
      value: { text: fixed(last.accuracy * 100, 1), unit: "%" },
      beside: `mean ${share(mean)} over ${fixed(quality.length)} ${quality.length === 1 ? "batch" : "batches"}`,
      explanation: {
        formula: "share of the newest batch that the model in service gets right",
        inputs: [
          {
            name: "model trained on batch",
            value: fixed(last.trainedOn + 1),
            evidence: "observed",
          },
          { name: "mean over batches so far", value: share(mean), evidence: "computed" },
          { name: "carried from another measurement", value: fixed(carried), evidence: "stated" },
          ...(measured === null
            ? []
            : [
                {
                  name: "of the newest model, by the run's own steps",
                  value: share(measured, 2),
                  evidence: "measured",
                },
              ]),
        ],
        note: "The policy decides on the scenario's quality surface, as in the replay; what the run's own steps measured stands beside it.",
        sources: ["The quality surface of the scenario, and the event log of this run"],
      },
    },
  ];
}
