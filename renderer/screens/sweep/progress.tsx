/** How far a sweep is while it is not finished: points, rate, and the time that is left. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import styles from "./progress.module.css";
import { progressText } from "./words.ts";

export function Progress({ summary }: { readonly summary: SweepSummary }) {
  const { status, finished, failed, total } = summary;
  if (status === "finished") return null;
  const done = finished + failed;
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label="Progress of the sweep"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={progressText(summary)}
        className={styles.track}
      >
        <div style={{ width: `${(done / Math.max(1, total)) * 100}%` }} />
      </div>
      <p>{progressText(summary)}</p>
    </div>
  );
}
