/** What may be assumed otherwise: dragged, typed, reset one by one or together, with undo and redo. */
import type { Assumptions } from "../../preview/accounting/types.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { Slider } from "../../widgets/slider.tsx";
import {
  type AssumptionField,
  fieldValue,
  unitOptions,
  withField,
  without,
} from "./assumption-fields.ts";
import styles from "./assumptions.module.css";
import { fieldId } from "./focus-field.ts";
import type { AccountView } from "./view.ts";
import { basisText } from "./words.ts";

export function AssumptionsPanel({ view }: { readonly view: AccountView }) {
  const { history, steps, fields, changed } = view;
  return (
    <aside className={styles.panel} aria-label="Assumptions">
      <div className={styles.head}>
        <h2>Assumptions</h2>
        <Button
          kind="bare"
          disabled={!steps.canUndo}
          onClick={() => history.undo()}
          title="Undo (Ctrl Z)"
        >
          Undo
        </Button>
        <Button
          kind="bare"
          disabled={!steps.canRedo}
          onClick={() => history.redo()}
          title="Redo (Ctrl Shift Z)"
        >
          Redo
        </Button>
      </div>
      <div className={styles.fields}>
        {fields.map((field) => (
          <NumberField key={field.key} view={view} field={field} />
        ))}
        <Unit view={view} />
        <ScoredWith view={view} />
      </div>
      <Button disabled={!changed} onClick={() => history.reset()}>
        Reset all
      </Button>
      <p className={styles.note}>
        Decisions stay as they were made: the same runs are accounted anew. To let policies decide
        otherwise, change the scenario or its policies in Explore.
      </p>
    </aside>
  );
}

function NumberField({
  view,
  field,
}: {
  readonly view: AccountView;
  readonly field: AssumptionField;
}) {
  const { history, steps } = view;
  const { key, label, unit, about, min, max, step, origin } = field;
  const value = fieldValue(field, steps.present);
  return (
    <div id={fieldId(key)} className={styles.field}>
      <Slider
        {...{ label, unit, min, max, step, origin, value }}
        title={about}
        onBegin={() => history.begin(key)}
        onChange={(next) => history.change(withField(steps.present, field, next))}
        onEnd={() => history.end()}
      />
      <Reset
        view={view}
        label={label}
        shown={value !== origin}
        text={`scenario: ${origin}${unit === "" || unit === "×" ? "" : ` ${unit}`}`}
        keys={key === "pue" ? ["pue", "pueFactor"] : [key]}
      />
    </div>
  );
}

interface ResetProps {
  readonly view: AccountView;
  readonly label: string;
  readonly shown: boolean;
  readonly text: string;
  readonly keys: readonly (keyof Assumptions)[];
}

function Reset({ view, label, shown, text, keys }: ResetProps) {
  const { history, steps } = view;
  if (!shown) return null;
  return (
    <p className={styles.reset}>
      <span>{text}</span>
      <button
        type="button"
        aria-label={`Reset ${label}`}
        onClick={() => {
          history.end();
          history.change(without(steps.present, keys));
        }}
      >
        Reset
      </button>
    </p>
  );
}

function Unit({ view }: { readonly view: AccountView }) {
  const { world, history, steps } = view;
  const options = unitOptions(world);
  const { functionalUnit } = steps.present;
  const chosen = options.find(({ unit }) => unit?.name === functionalUnit?.name) ?? options[0];
  const change = (value: string) => {
    const unit = options.find((each) => each.value === value)?.unit ?? null;
    const rest = without(steps.present, ["functionalUnit"]);
    history.end();
    history.change(unit === null ? rest : { ...rest, functionalUnit: unit });
  };
  return (
    <div id={fieldId("functionalUnit")} className={styles.field}>
      <Choice
        label="Functional unit, R"
        kind="stacked"
        title="What the score is counted per"
        value={functionalUnit === undefined ? "own" : (chosen?.value ?? "own")}
        options={options}
        onChange={change}
      />
    </div>
  );
}

/** Only where the scenario scores with another trace than policies decide on. */
function ScoredWith({ view }: { readonly view: AccountView }) {
  const { world, history, steps, answer } = view;
  const { scoring, trace } = world.grid;
  if (scoring === undefined) return null;
  const { scoredWith = "scoring" } = answer.question.assumptions;
  const change = (value: string) => {
    const rest = without(steps.present, ["scoredWith"]);
    history.end();
    history.change(value === "deciding" ? { ...rest, scoredWith: "deciding" } : rest);
  };
  return (
    <div id={fieldId("scoredWith")} className={styles.field}>
      <Choice
        label="Scored with"
        kind="stacked"
        title="Average and marginal, life-cycle and direct are different questions; they are never mixed in one comparison"
        value={scoredWith}
        options={[
          { value: "scoring", label: `${basisText(scoring.about)} (the scenario’s)` },
          { value: "deciding", label: `${basisText(trace.about)}, as decided on` },
        ]}
        onChange={change}
      />
    </div>
  );
}
