/** One of a few values, with its label: the system's own list, so every key and reader knows it. */
import { useId } from "react";
import styles from "./choice.module.css";

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Options, or groups of them with a heading. */
  readonly options?: readonly ChoiceOption[];
  readonly groups?: readonly {
    readonly label: string;
    readonly options: readonly ChoiceOption[];
  }[];
  readonly title?: string;
  readonly disabled?: boolean;
  /** `row`: the label on the left; `bare`: the label only for screen readers. */
  readonly kind?: "row" | "stacked" | "bare";
  onChange(value: string): void;
}

export function Choice(props: ChoiceProps) {
  const { label, value, options = [], groups = [], title, kind = "row", onChange } = props;
  const id = useId();
  return (
    <div className={styles.field} data-kind={kind} title={title}>
      <label className={kind === "bare" ? "visually-hidden" : styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value}
        disabled={props.disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function Options({ options }: { readonly options: readonly ChoiceOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}
