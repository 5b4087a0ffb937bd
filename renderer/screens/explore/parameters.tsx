/** The selected policy's parameters as fields; they and the handles on the picture are one. */
import { policyAbout, policyFields } from "../../preview/policy-fields.ts";
import { NumberInput } from "../../widgets/number-input.tsx";
import { deadlineRange } from "./deadline-handle.tsx";
import styles from "./inspector.module.css";
import { SettingFields } from "./setting-fields.tsx";
import type { View } from "./view.ts";

const ABOUT: Readonly<Record<string, string>> = {
  immediate: "Starts when asked.",
  cron: "Starts at fixed times.",
  threshold: "Waits until the grid is under the limit, or until the deadline leaves no slack.",
  "drift-gated": "Trains at once on a large loss, on a clean grid on a small one, else skips.",
  "lowest-window": "Starts at the cheapest stretch before the deadline, on a forecast.",
  "cleanest-region": "Runs where, and when, it emits least, the way of its data included.",
  "bidirectional-window": "Starts at the cheapest time around the one asked for, on a forecast.",
  "deadline-window": "Runs in the cheapest slots before people need the result, on a forecast.",
  budget: "Starts when the run fits into what may be emitted in a window of time.",
  "price-aware": "Starts when a node is cheapest before the deadline.",
  weighted: "Starts where a weighted sum of carbon, cost and delay is least.",
  custom: "Starts when an expression of the scenario's own holds.",
  "all-jobs-wait": "Waits as long as it may, or until reserved nodes have room.",
  "lowest-slot": "Starts in the cheapest slot before the deadline, on a forecast.",
  "carbon-time": "Starts where most carbon is saved for each hour until it is done, on a forecast.",
  "reserved-first": "Starts as planned, or earlier when reserved nodes have room.",
  "wait-awhile": "Runs in the cheapest slots before the deadline, suspended in between.",
  ecovisor: "Runs under a quantile of the day ahead, suspended above it.",
  "carbon-scaler": "Runs with more replicas where carbon is low, on a forecast.",
  cap: "Uses fewer CPUs of the pool the dirtier the grid is.",
  pcaps: "Steps wait for a cleaner grid the less they matter for the end.",
};

const MINUTES_PER_HOUR = 60;

export function Parameters({ view }: { readonly view: View }) {
  const { spec, result, history, answer } = view;
  const range = deadlineRange(view);
  const deadlineMs = view.edits.edits.deadlineMs ?? answer.base.workload.deadlineMs;
  const edited = { ...spec, ...view.edits.edits.policies[spec.name] };
  return (
    <section className={styles.section} aria-label="Policy">
      <h2>{result.title}</h2>
      <p className={styles.hint}>{ABOUT[spec.type] ?? policyAbout(spec.type)}</p>
      <h3>Drag on the picture, or type</h3>
      <div className={styles.fields}>
        <SettingFields
          settings={policyFields(edited)}
          onBegin={(key) => history.begin(`${key} ${spec.name}`)}
          onEnd={() => history.end()}
          onChange={(key, value) => history.setPolicy(spec.name, { [key]: value })}
        />
        <NumberInput
          label="Deadline, all policies"
          unit="h"
          value={deadlineMs / 3_600_000}
          min={range.min / MINUTES_PER_HOUR}
          max={range.max / MINUTES_PER_HOUR}
          step={range.step / MINUTES_PER_HOUR}
          onBegin={() => history.begin("deadline")}
          onEnd={() => history.end()}
          onChange={(hours) => history.setDeadline(Math.round(hours * 60) * 60_000)}
        />
      </div>
    </section>
  );
}
