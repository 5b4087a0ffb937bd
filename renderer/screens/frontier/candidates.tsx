/** The candidates as a table: those of the frontier, or all. */
import { useState } from "react";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import bar from "../shared/room.module.css";
import styles from "../sweep/list.module.css";
import { type FrontierView, policyTitle, settingsText } from "./frontier-view.ts";
import { keyOf } from "./points.tsx";

/** More rows than anybody reads. */
const MAX_ROWS = 500;

export function Candidates({ view }: { readonly view: FrontierView }) {
  const [all, setAll] = useState(false);
  const { words } = view;
  const rows = (all ? view.all : view.frontier).slice(0, MAX_ROWS);
  const head = ({ title, unit }: (typeof words)[0]) => (unit === "" ? title : `${title}, ${unit}`);
  return (
    <section className={styles.section} aria-labelledby="candidates-title">
      <div className={bar.bar}>
        <h2 id="candidates-title">{all ? "All candidates" : "The frontier"}</h2>
        <Button aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? "The frontier only" : `All ${fixed(view.all.length)} candidates`}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
      <section className={styles.scroll} tabIndex={0} aria-label="Candidates">
        <table>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col">Setting</th>
              <th scope="col">{head(words[1])}</th>
              <th scope="col">{head(words[0])}</th>
              <th scope="col">Standing</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((each) => (
              <tr key={keyOf(each)}>
                <th scope="row">{policyTitle(view, each.candidate.policy)}</th>
                <td>{settingsText(view, each) || "–"}</td>
                <td className={styles.number}>{words[1].text(each.values[1] as number)}</td>
                <td className={styles.number}>{words[0].text(each.values[0] as number)}</td>
                <td>
                  {each.knee
                    ? "knee"
                    : each.onFrontier
                      ? "frontier"
                      : each.feasible
                        ? "behind"
                        : "breaks a limit"}
                </td>
                <td className={styles.actions}>
                  <Button kind="bare" onClick={() => view.open(each)}>
                    Open
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
