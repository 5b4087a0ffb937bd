/** Over time: accuracy under every policy, the models that served, alarms, and what one more training would gain. */
import { rangeText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../shared/section.tsx";
import { PolicyName } from "../sweep/policy-name.tsx";
import styles from "./over-time.module.css";
import { Overview } from "./overview.tsx";
import { batchesCsv, batchesTable } from "./tables.ts";
import { TimeChart } from "./time-chart.tsx";
import type { Basis, ModelsView } from "./view.ts";
import { NARROW_MS, toggleWindow, windowText } from "./window.ts";

const BASES = [
  { value: "beside", label: "beside the policy" },
  { value: "alone", label: "in the policy’s place" },
];

export function OverTime({ view }: { readonly view: ModelsView }) {
  const { window, period, world, look, setLook } = view;
  const long = period.toMs - period.fromMs > NARROW_MS;
  return (
    <Section
      title="Over time"
      about={rangeText(window.fromMs, window.toMs, world.period.zone)}
      actions={
        <>
          <Choice
            label="Detectors"
            value={look.basis}
            options={BASES}
            onChange={(value) => setLook({ basis: value as Basis })}
          />
          {long ? (
            <Button onClick={() => toggleWindow(view)} title="Whole period or a part of it (W)">
              {windowText(view)}
            </Button>
          ) : null}
          <CopyButton text={() => batchesCsv(view)} />
        </>
      }
    >
      {look.asTable ? (
        <NumberTable {...batchesTable(view)} tall />
      ) : (
        <>
          <ul className={styles.legend} aria-label="Policies">
            {view.paths.map((path) => (
              <li key={path.policy}>
                <button
                  type="button"
                  aria-pressed={path.policy === view.path.policy}
                  onClick={() => view.selectPolicy(path.policy)}
                >
                  <PolicyName policy={path} />
                </button>
              </li>
            ))}
          </ul>
          <TimeChart view={view} />
        </>
      )}
      {long ? <Overview view={view} /> : null}
      <Hint>{BASIS_HINTS[look.basis]}</Hint>
    </Section>
  );
}

const BASIS_HINTS: Readonly<Record<Basis, string>> = {
  beside:
    "A mark is a batch after which the detector fires. It watches the models that the policy served and begins anew with each; it decides nothing.",
  alone:
    "A mark is a batch after which the detector fires. It decides alone here: when it fires, a model trained on that batch serves from the next one on.",
};
