/** A number with its unit, typed or stepped; what is typed counts as soon as it is a number in range. */
import { NumberField } from "@base-ui/react/number-field";
import { useId } from "react";
import styles from "./number-input.module.css";

interface NumberInputProps {
  readonly label: string;
  readonly unit: string;
  readonly title?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly bigStep?: number;
  onBegin(): void;
  onChange(value: number): void;
  onEnd(): void;
}

export function NumberInput(props: NumberInputProps) {
  const {
    label,
    unit,
    title,
    value,
    min,
    max,
    step,
    bigStep = step * 10,
    onBegin,
    onChange,
    onEnd,
  } = props;
  const id = useId();
  return (
    <NumberField.Root
      id={id}
      title={title}
      className={styles.field}
      value={value}
      min={min}
      max={max}
      step={step}
      largeStep={bigStep}
      locale="en"
      format={{ maximumFractionDigits: 3, useGrouping: false }}
      onValueChange={(next) => {
        if (next === null || next === value) return;
        onBegin();
        onChange(Math.min(max, Math.max(min, next)));
      }}
    >
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <NumberField.Group className={styles.group}>
        <NumberField.Input className={styles.input} onBlur={onEnd} />
        <span className={styles.unit}>{unit}</span>
      </NumberField.Group>
    </NumberField.Root>
  );
}
