/** The distribution of a figure for each policy, and how often each of them is the best. */
import { useMemo } from "react";
import { distributionOf, type Share } from "../../preview/sweep/distribution.ts";
import { fixed, share } from "../../widgets/format.ts";
import styles from "./distribution.module.css";
import type { MetricText } from "./metric-text.ts";
import { PolicyName } from "./policy-name.tsx";
import type { SweepPolicy, SweepView } from "./sweep-view.ts";

const COLUMNS = ["5 %", "Median", "95 %", "Least", "Most"] as const;
const NOTHING = { low: null, median: null, high: null, min: null, max: null };

export function Distribution({ view }: { readonly view: SweepView }) {
  const { table, reading, policies, words } = view;
  const { figures, metric } = reading;
  const found = useMemo(() => distributionOf(figures, table, metric), [figures, table, metric]);
  const { compared } = found;
  return (
    <section className={styles.section} aria-labelledby="distribution-title">
      <h2 id="distribution-title">
        Over all points of the picture <span>{fixed(found.points)} points</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <section className={styles.scroll} tabIndex={0} aria-label="Distribution">
        <table>
          <caption className="visually-hidden">{words.title} of each policy</caption>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {name}
                  <span>{words.unit}</span>
                </th>
              ))}
              {compared === null ? null : (
                <th scope="col">
                  Best of all
                  <span>{fixed(compared)} compared</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {policies.map((policy) => (
              <PolicyRow
                key={policy.name}
                policy={policy}
                of={found.shares[policy.position] as Share}
                compared={compared}
                words={words}
              />
            ))}
          </tbody>
        </table>
      </section>
      {compared === null || compared === 0 ? null : (
        <p className={styles.note}>
          At every point all policies have the same start, seed and grid. Equal ones all count as
          the best.
        </p>
      )}
    </section>
  );
}

interface PolicyRowProps {
  readonly policy: SweepPolicy;
  readonly of: Share;
  readonly compared: number | null;
  readonly words: MetricText;
}

function PolicyRow({ policy, of, compared, words }: PolicyRowProps) {
  const { low, median, high, min, max } = of.spread ?? NOTHING;
  return (
    <tr>
      <th scope="row">
        <PolicyName policy={policy} />
      </th>
      {[low, median, high, min, max].map((value, index) => (
        <td key={COLUMNS[index]} data-main={index === 1}>
          {value === null ? "–" : words.text(value)}
        </td>
      ))}
      {compared === null ? null : <Wins {...of} compared={compared} />}
    </tr>
  );
}

function Wins({ wins, ties, compared }: Share & { readonly compared: number }) {
  const part = compared === 0 ? 0 : wins / compared;
  return (
    <td>
      <span className={styles.share}>
        <span className={styles.bar} aria-hidden="true">
          <i style={{ width: `${part * 100}%` }} />
        </span>
        <span>
          {compared === 0 ? "–" : share(part, 0)}
          {ties === 0 ? "" : ` (${fixed(ties)} equal)`}
        </span>
      </span>
    </td>
  );
}
