/** What the picture shows: the figure, the axes across and down, the policies, and what is held fast. */
import { METRICS, type MetricName } from "../../preview/sweep/metrics.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import styles from "./controls.module.css";
import { type Shown, withAxis, withRole } from "./look.ts";
import type { SweepView } from "./sweep-view.ts";
import { axisName, valueText } from "./words.ts";

const METRIC_OPTIONS = METRICS.map(({ name, title }) => ({ value: name, label: title }));
const NONE = "none";

interface ControlsProps {
  readonly view: SweepView;
  readonly asTable: boolean;
  onTable(): void;
}

export function Controls({ view, asTable, onTable }: ControlsProps) {
  const { look, setLook, summary } = view;
  const { axes } = summary;
  const options = axes.map((axis, index) => ({
    value: String(index),
    label: axisName(axes, axis),
  }));
  const [x, y] = [look.roles.indexOf("x"), look.roles.indexOf("y")];
  return (
    <div className={styles.controls}>
      <Choice
        label="Figure"
        kind="stacked"
        value={look.metric}
        options={METRIC_OPTIONS}
        onChange={(metric) => setLook({ ...look, metric: metric as MetricName })}
      />
      <Choice
        label="Across"
        kind="stacked"
        value={String(x)}
        options={options}
        onChange={(value) => setLook(withAxis(look, axes, "x", Number(value)))}
      />
      {axes.length < 2 ? null : (
        <Choice
          label="Down"
          kind="stacked"
          value={y === -1 ? NONE : String(y)}
          options={[
            { value: NONE, label: "nothing: lines" },
            ...options.filter(({ value }) => value !== String(x)),
          ]}
          onChange={(value) =>
            setLook(withAxis(look, axes, "y", value === NONE ? null : Number(value)))
          }
        />
      )}
      <PoliciesShown view={view} />
      {axes.map((axis, index) =>
        index === x || index === y || axis.values.length === 1 ? null : (
          <Held key={axis.parameter} view={view} index={index} />
        ),
      )}
      <Button className={styles.table} aria-pressed={asTable} onClick={onTable}>
        {asTable ? "View as picture" : "View as table"}
      </Button>
    </div>
  );
}

function PoliciesShown({ view }: { readonly view: SweepView }) {
  const { look, setLook, summary } = view;
  const { shown } = look;
  const isLines = !look.roles.includes("y");
  const all = [
    { value: ":side", label: "all, side by side" },
    ...(isLines ? [{ value: ":together", label: "all, in one picture" }] : []),
  ];
  const each = summary.policies.map(({ name, title }) => ({ value: name, label: title }));
  const toShown = (value: string): Shown => {
    if (value === ":side") return { kind: "side" };
    return value === ":together" ? { kind: "together" } : { kind: "one", name: value };
  };
  return (
    <Choice
      label="Policies"
      kind="stacked"
      value={shown.kind === "one" ? shown.name : `:${shown.kind}`}
      options={[...all, ...each]}
      onChange={(value) => setLook({ ...look, shown: toShown(value) })}
    />
  );
}

/** An axis that goes neither across nor down: one of its values, or all of them together. */
function Held({ view, index }: { readonly view: SweepView; readonly index: number }) {
  const { look, setLook, summary } = view;
  const axis = summary.axes[index];
  if (axis === undefined) return null;
  const role = look.roles[index];
  const count = axis.values.length;
  return (
    <Choice
      label={axisName(summary.axes, axis)}
      kind="stacked"
      value={role === "all" ? "all" : String(role)}
      options={[
        { value: "all", label: `all ${count} together` },
        ...axis.values.map((value, position) => ({
          value: String(position),
          label: valueText(value, axis.unit),
        })),
      ]}
      onChange={(value) => setLook(withRole(look, index, value === "all" ? "all" : Number(value)))}
    />
  );
}
