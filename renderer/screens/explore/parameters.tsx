/** The selected policy's parameters as number fields; they and the handles on the picture are one. */
import { NumberInput } from "../../widgets/number-input.tsx";
import { deadlineRange } from "./deadline-handle.tsx";
import styles from "./inspector.module.css";
import { hasLimit } from "./model.ts";
import { LIMIT_RANGE } from "./threshold-handle.tsx";
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
  const edit = { ...spec, ...view.edits.edits.policies[spec.name] };
  const field = (target: string) => ({
    onBegin: () => history.begin(target),
    onEnd: () => history.end(),
  });
  return (
    <section className={styles.section} aria-label="Policy">
      <h2>{result.title}</h2>
      <p className={styles.hint}>{ABOUT[spec.type]}</p>
      <h3>Drag on the picture, or type</h3>
      <div className={styles.fields}>
        {hasLimit(edit) ? (
          <NumberInput
            label="Limit"
            unit="g/kWh"
            value={edit.limitGPerKwh}
            {...LIMIT_RANGE}
            {...field(`limit ${spec.name}`)}
            onChange={(limitGPerKwh) => history.setPolicy(spec.name, { limitGPerKwh })}
          />
        ) : null}
        <NumberInput
          label="Deadline, all policies"
          unit="h"
          value={deadlineMs / 3_600_000}
          min={range.min / MINUTES_PER_HOUR}
          max={range.max / MINUTES_PER_HOUR}
          step={range.step / MINUTES_PER_HOUR}
          {...field("deadline")}
          onChange={(hours) => history.setDeadline(Math.round(hours * 60) * 60_000)}
        />
        {edit.type === "drift-gated" ? <Losses view={view} edit={edit} field={field} /> : null}
      </div>
    </section>
  );
}

interface LossesProps {
  readonly view: View;
  readonly edit: { readonly largeLoss: number; readonly smallLoss: number };
  field(target: string): { onBegin(): void; onEnd(): void };
}

/** Accuracy losses, shown in percentage points. */
function Losses({ view, edit, field }: LossesProps) {
  const { spec, history } = view;
  return (
    <>
      <NumberInput
        label="Small loss, waits above"
        unit="pp"
        value={toPoints(edit.smallLoss)}
        min={0}
        max={toPoints(edit.largeLoss)}
        step={0.1}
        {...field(`small ${spec.name}`)}
        onChange={(points) => history.setPolicy(spec.name, { smallLoss: fromPoints(points) })}
      />
      <NumberInput
        label="Large loss, at once above"
        unit="pp"
        value={toPoints(edit.largeLoss)}
        min={toPoints(edit.smallLoss)}
        max={100}
        step={0.1}
        {...field(`large ${spec.name}`)}
        onChange={(points) => history.setPolicy(spec.name, { largeLoss: fromPoints(points) })}
      />
    </>
  );
}

function toPoints(loss: number): number {
  return Number((loss * 100).toFixed(4));
}

function fromPoints(points: number): number {
  return Number((points / 100).toFixed(6));
}
