/** What was tried, and over what it is a median. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import styles from "../sweep/result-header.module.css";
import { shortTitle, sweepTitle } from "../sweep/words.ts";

interface HeaderProps {
  readonly summary: SweepSummary;
  /** Of candidates. */
  readonly count: number;
  onSweep(): void;
}

export function Header({ summary, count, onSweep }: HeaderProps) {
  const { synthetic, title } = summary;
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.titles}>
          <h1>{sweepTitle(summary)}</h1>
          <span className={styles.badge} data-kind={synthetic ? "synthetic" : "real"}>
            {synthetic ? "Synthetic" : "Real history"}
          </span>
        </div>
        <p className={styles.facts}>
          {[title, `${fixed(count)} candidates`, medianText(summary)].filter(Boolean).join(" · ")}
        </p>
      </div>
      <div className={styles.actions}>
        <Button onClick={onSweep}>Sweep</Button>
      </div>
    </header>
  );
}

/** What each candidate's figure is a median over; empty where it is a single replay. */
function medianText({ axes }: SweepSummary): string {
  const uncertain = axes.filter((axis) => axis.uncertain && axis.values.length > 1);
  if (uncertain.length === 0) return "";
  const over = uncertain.map((axis) => `${axis.values.length} values of ${shortTitle(axis)}`);
  return `each the median over ${over.join(" and ")}`;
}
