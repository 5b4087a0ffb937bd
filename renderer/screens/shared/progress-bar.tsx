/** How far something is: a bar, and the same in words. */
import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly total: number;
  readonly text: string;
}

export function ProgressBar({ label, value, total, text }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={value}
        aria-valuetext={text}
        className={styles.track}
      >
        <div style={{ width: `${(value / Math.max(1, total)) * 100}%` }} />
      </div>
      <p>{text}</p>
    </div>
  );
}
