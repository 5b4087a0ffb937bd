/** The cell under the eye: what it changes, every policy there, and the way to the single replay. */
import { winsAt } from "../../preview/sweep/cells.ts";
import { metricOf } from "../../preview/sweep/metrics.ts";
import { Button } from "../../widgets/button.tsx";
import { cellChanges, openNearest, pointsOf, spreadAt } from "./cell.ts";
import styles from "./point-panel.module.css";
import { PolicyName } from "./policy-name.tsx";
import type { Spot, SweepView } from "./sweep-view.ts";
import { changeText } from "./words.ts";

export function PointPanel({ view }: { readonly view: SweepView }) {
  const { spot } = view;
  return (
    <aside className={styles.panel} aria-label="Point">
      {spot === null ? (
        <>
          <h2>At one point</h2>
          <p className={styles.hint}>
            Point at a cell or a line, or move there with the arrow keys: every policy at this point
            is listed here, and the single replay can be opened.
          </p>
        </>
      ) : (
        <AtSpot view={view} spot={spot} />
      )}
    </aside>
  );
}

function AtSpot({ view, spot }: { readonly view: SweepView; readonly spot: Spot }) {
  const { summary, words, policies } = view;
  const count = pointsOf(view, spot).length;
  const policy = policies[spot.policy];
  const spread = spreadAt(view, spot);
  const open = (at: "low" | "median" | "high") => () => openNearest(view, spot, at);
  return (
    <>
      <h2>At this point</h2>
      <dl className={styles.changes}>
        {cellChanges(view, spot).map((change) => {
          const { name, text } = changeText(summary.axes, change);
          return (
            <div key={change.parameter}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          );
        })}
      </dl>
      <h3>
        {words.title}
        {words.unit === "" ? "" : `, ${words.unit}`}
        {count > 1 ? <span> median and 5–95 % of {count}</span> : null}
      </h3>
      <Policies view={view} spot={spot} />
      <p role="status" className="visually-hidden">
        {said(view, spot)}
      </p>
      {spread === null || policy === undefined ? (
        <p className={styles.hint}>There is no figure here for this policy.</p>
      ) : count === 1 ? (
        <Button onClick={open("median")}>Open this replay of {policy.title}</Button>
      ) : (
        <div className={styles.open}>
          <p>Open a replay of {policy.title} at</p>
          <Button onClick={open("low")}>5 %</Button>
          <Button onClick={open("median")}>the median</Button>
          <Button onClick={open("high")}>95 %</Button>
        </div>
      )}
    </>
  );
}

function Policies({ view, spot }: { readonly view: SweepView; readonly spot: Spot }) {
  const { policies, words, reading, pin } = view;
  const points = pointsOf(view, spot);
  const wins = winsAt(reading.figures, points, metricOf(reading.metric).better);
  return (
    <ul className={styles.policies}>
      {policies.map((policy) => {
        const spread = spreadAt(view, spot, policy.position);
        const isBest = wins !== null && (wins.wins[policy.position] ?? 0) > wins.compared / 2;
        return (
          <li key={policy.name} data-chosen={policy.position === spot.policy}>
            <button type="button" onClick={() => pin({ ...spot, policy: policy.position })}>
              <span>
                <PolicyName policy={policy} />
                {isBest ? <em>{points.length === 1 ? "best here" : "mostly best"}</em> : null}
              </span>
              <b>{spread === null ? "–" : words.text(spread.median)}</b>
              {spread === null || points.length === 1 ? null : (
                <small>
                  {words.text(spread.low)} to {words.text(spread.high)}
                </small>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** For those who do not see the picture: where the cell is, and what the policy has there. */
function said(view: SweepView, spot: Spot): string {
  const { summary, words, policies } = view;
  const where = cellChanges(view, spot)
    .map((change) => changeText(summary.axes, change))
    .map(({ name, text }) => `${name} ${text}`)
    .join(", ");
  const spread = spreadAt(view, spot);
  const figure = spread === null ? "no figure" : words.full(spread.median);
  return `${where}: ${policies[spot.policy]?.title ?? ""}, ${figure}`;
}
