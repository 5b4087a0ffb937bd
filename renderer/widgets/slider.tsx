/** A number to drag or to type, with a mark where it stood. */
import type { CSSProperties } from "react";
import { NumberInput } from "./number-input.tsx";
import styles from "./slider.module.css";

interface SliderProps {
  readonly label: string;
  readonly unit: string;
  readonly title: string;
  readonly value: number;
  /** Where it stands without a change. */
  readonly origin: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  onBegin(): void;
  onChange(value: number): void;
  onEnd(): void;
}

export function Slider(props: SliderProps) {
  const { label, value, origin, min, max, step, onBegin, onChange, onEnd } = props;
  const share = (at: number) => `${((at - min) / (max - min)) * 100}%`;
  return (
    <div className={styles.slider} data-changed={value !== origin}>
      <NumberInput {...props} />
      <div className={styles.track}>
        <span className={styles.mark} style={{ left: share(origin) }} aria-hidden="true" />
        <input
          type="range"
          aria-label={`${label}, slider`}
          aria-valuetext={`${value} ${props.unit}`}
          {...{ min, max, step, value }}
          style={{ "--at": share(value) } as CSSProperties}
          onPointerDown={() => {
            onEnd();
            onBegin();
          }}
          onChange={(event) => {
            onBegin();
            onChange(Number(event.target.value));
          }}
          onPointerUp={onEnd}
          onBlur={onEnd}
        />
      </div>
    </div>
  );
}
