/** The shape of the screen while its answer is on the way. */
import styles from "./panels.module.css";

export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      <div className={styles.title} />
      <div className={styles.strip} />
      <div className={styles.chart} />
      <div className={styles.table} />
    </div>
  );
}
