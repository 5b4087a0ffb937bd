/** Which two objectives are held against each other. */
import { METRICS, type MetricName } from "../../preview/sweep/metrics.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import styles from "../sweep/controls.module.css";
import type { FrontierView } from "./frontier-view.ts";
import { withObjective } from "./look.ts";

const OPTIONS = METRICS.filter(({ better }) => better !== "none").map(({ name, title }) => ({
  value: name,
  label: title,
}));

export function Controls({ view }: { readonly view: FrontierView }) {
  const { look, setLook } = view;
  const choose = (side: 0 | 1) => (metric: string) =>
    setLook(withObjective(look, side, metric as MetricName));
  return (
    <div className={styles.controls}>
      <Choice
        label="Up"
        kind="stacked"
        value={look.objectives[1]}
        options={OPTIONS}
        onChange={choose(1)}
      />
      <Choice
        label="Across"
        kind="stacked"
        value={look.objectives[0]}
        options={OPTIONS}
        onChange={choose(0)}
      />
      <Button
        className={styles.table}
        disabled={look.bounds.every((bound) => bound === null)}
        onClick={() => setLook({ ...look, bounds: [null, null] })}
      >
        Take the limits away
      </Button>
    </div>
  );
}
