/** The numbers of the selected policy; each opens to its formula, inputs and sources. */
import { Popover } from "@base-ui/react/popover";
import { useRegrets } from "../../preview/regrets.ts";
import type { Figure } from "./figure.ts";
import { figures } from "./figures.ts";
import styles from "./number-strip.module.css";
import type { View } from "./view.ts";

const MARK = { better: "better", worse: "worse", same: "neither better nor worse" } as const;

interface NumberStripProps {
  readonly view: View;
  /** Null while a file of the user's own is in use. */
  readonly onAccount: (() => void) | null;
}

export function NumberStrip({ view, onAccount }: NumberStripProps) {
  const { answer, result, baseline } = view;
  const regrets = useRegrets(view.regrets);
  return (
    <section aria-labelledby="strip-title">
      <div className={styles.head}>
        <h2 id="strip-title" className={styles.caption}>
          {result.title} <span>{caption(view)}</span>
        </h2>
        <button
          type="button"
          className={styles.account}
          disabled={onAccount === null}
          title={
            onAccount === null
              ? "The account is of the scenario’s own grid: take your file off first"
              : "Every number of this policy with its formula, inputs and sources (A)"
          }
          onClick={() => onAccount?.()}
        >
          Open the account of this policy
        </button>
      </div>
      <div className={styles.strip}>
        {figures(answer.world, result, baseline, regrets).map((figure) => (
          <Card key={figure.id} figure={figure} baseline={baseline.title} />
        ))}
      </div>
    </section>
  );
}

function caption({ result, baseline }: View): string {
  if (result.policy === baseline.policy) return "the baseline, over the whole period";
  return `over the whole period, against ${baseline.title}`;
}

interface CardProps {
  readonly figure: Figure;
  readonly baseline: string;
}

function Card({ figure, baseline }: CardProps) {
  const { id, label, text, unit, delta } = figure;
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.card} data-figure={id}>
        <span className={styles.label}>{label}</span>{" "}
        <span className={styles.value}>
          {text} <span className={styles.unit}>{unit}</span>
        </span>{" "}
        <span className={styles.delta} data-tone={delta?.tone ?? "none"}>
          {delta?.text ?? "baseline"}
        </span>
        <span className="visually-hidden">
          {delta === null ? "" : `, ${MARK[delta.tone]} than the baseline`}. Open formula and
          sources
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          sideOffset={6}
          align="start"
          collisionPadding={12}
          className={styles.above}
        >
          <Popover.Popup className={styles.popup}>
            <Explanation figure={figure} baseline={baseline} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Explanation({ figure, baseline }: CardProps) {
  const { label, text, unit, delta, baselineText, formula, inputs, sources, note } = figure;
  return (
    <>
      <Popover.Title className={styles.title}>
        {label}: {text} {unit}
      </Popover.Title>
      {delta === null ? null : (
        <p className={styles.against}>
          {baseline}: {baselineText}. Difference: {delta.text}.
        </p>
      )}
      <p className={styles.formula}>{formula}</p>
      <dl className={styles.inputs}>
        {inputs.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{note}</p>
      <h3 className={styles.heading}>Sources</h3>
      <ul className={styles.sources}>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </>
  );
}
