/** One parameter of a new sweep: its name, its values as a range or a list, and how many there are. */
import { useId } from "react";
import type { SweepParameters } from "../../../engine/contract/sweep.ts";
import type { AxisDraft } from "../../preview/sweep/values.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { parameterOf, readDraftAxis } from "./draft.ts";
import styles from "./form.module.css";
import { shortTitle, valueText } from "./words.ts";

interface AxisRowProps {
  readonly draft: AxisDraft;
  readonly about: SweepParameters;
  onChange(draft: AxisDraft): void;
  onRemove(): void;
}

const MODES = [
  { value: "range", label: "from, to, step" },
  { value: "list", label: "list" },
];
const SHOWN = 4;

export function AxisRow({ draft, about, onChange, onRemove }: AxisRowProps) {
  const parameter = parameterOf(about, draft.parameter);
  const id = useId();
  if (parameter === undefined) return null;
  const read = readDraftAxis(about, draft);
  const name = shortTitle(parameter);
  const { unit, kind } = parameter;
  const ranges = kind === "number" || kind === "integer" || kind === "duration" || kind === "date";
  return (
    <li className={styles.axis} aria-label={name}>
      <div className={styles.axisName}>
        <strong>{name}</strong>
        <span>{parameter.uncertain ? "nobody chooses it: gives a distribution" : unit}</span>
      </div>
      <div className={styles.values}>
        {ranges ? (
          <Choice
            label={`How the values of ${name} are given`}
            kind="bare"
            value={draft.mode}
            options={MODES}
            onChange={(mode) => onChange({ ...draft, mode: mode === "list" ? "list" : "range" })}
          />
        ) : null}
        {draft.mode === "list" || !ranges ? (
          <input
            aria-label={`Values of ${name}, with commas between`}
            aria-describedby={id}
            aria-invalid={!read.ok}
            className={styles.list}
            value={draft.list}
            onChange={(event) => onChange({ ...draft, mode: "list", list: event.target.value })}
          />
        ) : (
          (["from", "to", "step"] as const).map((part) => (
            <input
              key={part}
              aria-label={`${name}, ${part}`}
              aria-describedby={id}
              aria-invalid={!read.ok}
              placeholder={part}
              className={styles.end}
              value={draft[part]}
              onChange={(event) => onChange({ ...draft, [part]: event.target.value })}
            />
          ))
        )}
      </div>
      <p id={id} className={styles.count} data-wrong={!read.ok}>
        {read.ok ? summary(read.values.map((value) => valueText(value))) : read.message}
      </p>
      <Button kind="bare" aria-label={`Take ${name} out`} onClick={onRemove}>
        ×
      </Button>
    </li>
  );
}

/** `16 values: 100, 120, 140 … 400`. */
function summary(texts: readonly string[]): string {
  const count = texts.length === 1 ? "1 value" : `${texts.length} values`;
  if (texts.length <= SHOWN) return `${count}: ${texts.join(", ")}`;
  return `${count}: ${texts.slice(0, SHOWN - 1).join(", ")} … ${texts.at(-1)}`;
}
