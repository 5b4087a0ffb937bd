/** A policy's name with its symbol and colour, the same wherever it appears. */
import styles from "./policy-name.module.css";
import type { SweepPolicy } from "./sweep-view.ts";

type Named = Pick<SweepPolicy, "mark" | "title" | "isBaseline">;

export function PolicyName({ policy }: { readonly policy: Named }) {
  const { mark, title, isBaseline } = policy;
  return (
    <>
      <svg className={styles.mark} width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <path d={mark.path(44)} fill={mark.color} />
      </svg>
      {title}
      {isBaseline ? <span className={styles.baseline}> baseline</span> : null}
    </>
  );
}
