/** What the frontier says: the candidate under the eye, the best within the limits, and the knee. */
import type { Placed } from "../../preview/sweep/frontier.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import { type FrontierView, policyTitle, settingsText } from "./frontier-view.ts";
import { nameOf } from "./plane.tsx";
import styles from "./verdict.module.css";

export function Verdict({ view }: { readonly view: FrontierView }) {
  const { all, best, knee, spot, words, look } = view;
  const chosen = spot === null ? undefined : all[spot];
  const kept = all.filter(({ feasible }) => feasible).length;
  const limited = look.bounds.some((bound) => bound !== null);
  const up = words[1].title.toLowerCase();
  return (
    <aside className={styles.panel} aria-label="Verdict">
      <section aria-label="Best within the limits">
        <h2>{limited ? "Best within the limits" : `Best in ${up}`}</h2>
        {best === undefined ? (
          <p className={styles.hint}>
            Nothing keeps both limits. Drag one of them back, or take it away with Delete.
          </p>
        ) : (
          <Card view={view} each={best} />
        )}
        <p className={styles.hint}>
          {limited
            ? `${fixed(kept)} of ${fixed(all.length)} candidates keep the limits.`
            : "Drag a limit from the edge of the picture to say what you can accept."}
        </p>
      </section>
      <section aria-label="Knee">
        <h2>Knee</h2>
        {knee === undefined ? (
          <p className={styles.hint}>
            This frontier has no knee: it has fewer than three different points, or nowhere bulges
            towards the better corner.
          </p>
        ) : (
          <>
            <Card view={view} each={knee} />
            <p className={styles.hint}>
              The point of the frontier that is farthest from the straight line between its two
              ends, both axes scaled to it. Before it, a little of one objective buys much of the
              other; after it, it no longer does.
            </p>
          </>
        )}
      </section>
      <section aria-label="Under the pointer">
        <h2>Under the pointer</h2>
        {chosen === undefined ? (
          <p className={styles.hint}>Point at a candidate, or go there with the arrow keys.</p>
        ) : (
          <>
            <Card view={view} each={chosen} />
            <p className={styles.hint}>{standing(chosen)}</p>
          </>
        )}
      </section>
      <p role="status" className="visually-hidden">
        {chosen === undefined
          ? ""
          : `${nameOf(view, chosen)}: ${valuesText(view, chosen)}. ${standing(chosen)}`}
      </p>
    </aside>
  );
}

function standing({ feasible, onFrontier, knee }: Placed): string {
  if (!feasible) return "Breaks a limit.";
  if (knee) return "On the frontier, at its knee.";
  return onFrontier ? "On the frontier." : "Behind the frontier: another is better in both.";
}

function valuesText({ words }: FrontierView, { values }: Placed): string {
  const [across, up] = words;
  return `${up.full(values[1] as number)}, ${across.full(values[0] as number)}`;
}

function Card({ view, each }: { readonly view: FrontierView; readonly each: Placed }) {
  const { marks, words } = view;
  const mark = marks.get(each.candidate.policy);
  const settings = settingsText(view, each);
  return (
    <div className={styles.card}>
      <p>
        <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
          <path d={mark?.path(44)} fill={mark?.color} />
        </svg>
        <strong>{policyTitle(view, each.candidate.policy)}</strong>
      </p>
      {settings === "" ? null : <p className={styles.settings}>{settings}</p>}
      <dl>
        {([1, 0] as const).map((side) => (
          <div key={side}>
            <dt>{words[side].title}</dt>
            <dd>{words[side].full(each.values[side] as number)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={() => view.open(each)}>Open the replay</Button>
    </div>
  );
}
