/** What the marks of the picture mean. */
import { memo } from "react";
import { DECISION_PATH } from "../../charts/live/decisions.ts";
import styles from "./picture.module.css";
import type { RunView } from "./use-run-view.ts";

export function Legend({ view }: { readonly view: RunView }) {
  const differs = view.rows.some((row) => row.differs);
  const { models } = view.run;
  const measured = models.some(({ accuracy }) => accuracy !== null);
  return <Marks differs={differs} swaps={models.length > 0} measured={measured} />;
}

interface MarksProps {
  readonly differs: boolean;
  readonly swaps: boolean;
  readonly measured: boolean;
}

const Marks = memo(function Marks({ differs, swaps, measured }: MarksProps) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>
        <i data-mark="expected" />
        as in the replay
      </li>
      <li>
        <i data-mark="actual" />
        as it ran, at least 5 px wide
      </li>
      <li>
        <i data-mark="wait" />
        waiting
      </li>
      <li>
        <DecisionIcon shape="start" differs={false} />
        decided to start
      </li>
      <li>
        <DecisionIcon shape="wait" differs={false} />
        to wait
      </li>
      <li>
        <DecisionIcon shape="skip" differs={false} />
        to skip
      </li>
      {differs ? (
        <li>
          <DecisionIcon shape="start" differs />
          boxed: not as in the replay
        </li>
      ) : null}
      {swaps ? (
        <li>
          <i data-mark="swap" />
          new model in service
        </li>
      ) : null}
      {measured ? (
        <li>
          <i data-mark="bySteps" />
          accuracy that the run’s own steps measured
        </li>
      ) : null}
    </ul>
  );
});

interface DecisionIconProps {
  readonly shape: keyof typeof DECISION_PATH;
  readonly differs: boolean;
}

/** One shape for each kind; a box around it, and another colour, where the replay decided otherwise. */
export function DecisionIcon({ shape, differs }: DecisionIconProps) {
  return (
    <svg
      className={styles.decision}
      data-differs={differs}
      data-shape={shape}
      viewBox="-2 -2 14 14"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {differs ? <rect x="-1.2" y="-1.2" width="12.4" height="12.4" rx="2" /> : null}
      <path d={DECISION_PATH[shape]} />
    </svg>
  );
}
