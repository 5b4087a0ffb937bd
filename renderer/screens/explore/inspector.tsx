/** The column on the right: what can be set, the selected run, and where the difference comes from. */
import { Differences } from "./differences-panel.tsx";
import { ForecastPanel } from "./forecast-panel.tsx";
import styles from "./inspector.module.css";
import { Parameters } from "./parameters.tsx";
import { RunPanel } from "./run-panel.tsx";
import type { View } from "./view.ts";

export function Inspector({ view }: { readonly view: View }) {
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <Parameters view={view} />
      <ForecastPanel view={view} />
      <RunPanel view={view} />
      <Differences view={view} />
      <Assumptions assumptions={view.answer.world.assumptions} />
    </aside>
  );
}

function Assumptions({ assumptions }: { readonly assumptions: readonly string[] }) {
  if (assumptions.length === 0) return null;
  return (
    <details className={styles.assumptions}>
      <summary>
        {assumptions.length === 1 ? "1 assumption" : `${assumptions.length} assumptions`}
      </summary>
      <ul>
        {assumptions.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
