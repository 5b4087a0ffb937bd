/** Points that could not be answered, each with its issues; the others stand. */
import type { FailedPoint, SweepSummary } from "../../../engine/contract/sweep.ts";
import { changesOf } from "../../preview/sweep/cells.ts";
import { fixed } from "../../widgets/format.ts";
import styles from "./failures.module.css";
import { changeText } from "./words.ts";

interface FailuresProps {
  readonly summary: SweepSummary;
  readonly failures: readonly FailedPoint[];
}

export function Failures({ summary, failures }: FailuresProps) {
  const { failed, axes } = summary;
  const title = failed === 1 ? "1 point failed" : `${fixed(failed)} points failed`;
  return (
    <details className={styles.failures}>
      <summary>
        <strong>{title}</strong> Every other point stands.
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <section tabIndex={0} aria-label="Failed points">
        <ul>
          {failures.map(({ point, issues }) => (
            <li key={point}>
              <p className={styles.where}>
                {changesOf(axes, point)
                  .map((change) => changeText(axes, change))
                  .map(({ name, text }) => `${name} ${text}`)
                  .join(" · ")}
              </p>
              {issues.map((issue) => (
                <p key={`${issue.code} ${issue.message}`}>
                  {issue.message} <span>{issue.hint}</span> <code>{issue.code}</code>
                </p>
              ))}
            </li>
          ))}
        </ul>
        {failures.length < failed ? (
          <p className={styles.where}>These are the first {fixed(failures.length)}.</p>
        ) : null}
      </section>
    </details>
  );
}
