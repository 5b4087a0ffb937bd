/** What was swept, and what can be done with it. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { DeleteButton } from "./delete-button.tsx";
import styles from "./result-header.module.css";
import { STATUS, sweepFacts, sweepTitle } from "./words.ts";

interface ResultHeaderProps {
  readonly summary: SweepSummary;
  readonly busy: boolean;
  onCancel(): void;
  onResume(): void;
  onDelete(): void;
  onFrontier(): void;
  onNew(): void;
}

export function ResultHeader(props: ResultHeaderProps) {
  const { summary, busy } = props;
  const { status, title, synthetic } = summary;
  const isRunning = status === "running";
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.titles}>
          <h1>{sweepTitle(summary)}</h1>
          <span className={styles.badge} data-kind={synthetic ? "synthetic" : "real"}>
            {synthetic ? "Synthetic" : "Real history"}
          </span>
          {status === "finished" ? null : <span className={styles.badge}>{STATUS[status]}</span>}
        </div>
        <p className={styles.facts}>{[title, ...sweepFacts(summary)].join(" · ")}</p>
      </div>
      <div className={styles.actions}>
        {isRunning ? (
          <Button disabled={busy} onClick={props.onCancel}>
            Cancel
          </Button>
        ) : status === "finished" ? null : (
          <Button disabled={busy} onClick={props.onResume}>
            Resume
          </Button>
        )}
        <Button onClick={props.onFrontier}>Frontier</Button>
        <Button onClick={props.onNew}>New sweep</Button>
        <DeleteButton
          name={sweepTitle(summary)}
          disabled={isRunning || busy}
          onDelete={props.onDelete}
        />
      </div>
    </header>
  );
}
