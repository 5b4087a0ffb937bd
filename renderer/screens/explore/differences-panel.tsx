/** Where the difference to the baseline comes from: how often times when, and grams by part. */
import { differenceBars, factors } from "./differences.ts";
import styles from "./inspector.module.css";
import type { View } from "./view.ts";

export function Differences({ view }: { readonly view: View }) {
  const { result, baseline } = view;
  const isBaseline = result.policy === baseline.policy;
  return (
    <section className={styles.section} aria-label="Where the difference comes from">
      <h2>Where the difference comes from</h2>
      {isBaseline ? (
        <p className={styles.hint}>This policy is the baseline. Select another one to compare.</p>
      ) : (
        <>
          <Factors view={view} />
          <Bars view={view} />
        </>
      )}
    </section>
  );
}

function Factors({ view }: { readonly view: View }) {
  const split = factors(view.result);
  if (split === null) {
    return <p className={styles.hint}>There are no factors: one of the two did no work.</p>;
  }
  return (
    <>
      <p className={styles.equation} data-testid="factors">
        <span>{split.total}</span>
        <i>=</i>
        <span>{split.frequency}</span>
        <i>×</i>
        <span>{split.timing}</span>
        <small>baseline ÷ this</small>
        <small />
        <small>frequency</small>
        <small />
        <small>timing</small>
      </p>
      <p className={styles.hint}>{split.sentence}</p>
    </>
  );
}

function Bars({ view }: { readonly view: View }) {
  const bars = differenceBars(view.result, view.baseline);
  const least = Math.min(0, ...bars.map((bar) => bar.valueG));
  const most = Math.max(0, ...bars.map((bar) => bar.valueG));
  const span = most - least || 1;
  const zero = (-least / span) * 100;
  return (
    <ul className={styles.bars} aria-label="Difference in carbon, by part">
      {bars.map(({ label, valueG, text, total }) => (
        <li key={label} className={total ? styles.sum : undefined}>
          <span>{label}</span>
          <span className={styles.track} style={{ "--zero": `${zero}%` } as Record<string, string>}>
            {total ? null : (
              <span
                className={styles.fill}
                data-tone={valueG > 0 ? "worse" : "better"}
                style={{
                  left: `${((Math.min(0, valueG) - least) / span) * 100}%`,
                  width: `${(Math.abs(valueG) / span) * 100}%`,
                }}
              />
            )}
          </span>
          <b>{text}</b>
        </li>
      ))}
    </ul>
  );
}
