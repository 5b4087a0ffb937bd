/** How fast scenario time passes while nothing runs, and what that means for an hour, a day and a week. */
import { useState } from "react";
import { Choice } from "../../widgets/choice.tsx";
import { NumberInput } from "../../widgets/number-input.tsx";
import styles from "./start.module.css";
import { scaleText } from "./words.ts";

interface TimeScaleProps {
  /** Undefined: as the scenario says; null: it never waits. */
  readonly value: number | null | undefined;
  onChange(value: number | null | undefined): void;
}

const OWN = "own";
const NEVER = "never";
const OPTIONS = [
  { value: "", label: "as the scenario says" },
  { value: "1", label: "1 s = 1 s, as on the clock" },
  { value: "60", label: "1 s = 1 min" },
  { value: "600", label: "1 s = 10 min" },
  { value: "3600", label: "1 s = 1 h" },
  { value: "21600", label: "1 s = 6 h" },
  { value: "86400", label: "1 s = 1 day" },
  { value: NEVER, label: "never wait" },
  { value: OWN, label: "another…" },
];
const MAX_SCALE = 1_000_000_000;

export function TimeScale({ value, onChange }: TimeScaleProps) {
  const [isOwn, setIsOwn] = useState(false);
  const choose = (next: string) => {
    setIsOwn(next === OWN);
    if (next === OWN) onChange(value ?? 3_600);
    else if (next === NEVER) onChange(null);
    else onChange(next === "" ? undefined : Number(next));
  };
  return (
    <div className={styles.scale}>
      <Choice
        label="Time"
        kind="stacked"
        value={isOwn ? OWN : value === null ? NEVER : String(value ?? "")}
        options={OPTIONS}
        onChange={choose}
      />
      {isOwn ? (
        <NumberInput
          label="A second stands for"
          unit="s"
          value={value ?? 3_600}
          min={0.001}
          max={MAX_SCALE}
          step={60}
          onBegin={nothing}
          onChange={onChange}
          onEnd={nothing}
        />
      ) : null}
      <p className={styles.hint}>
        {idleText(value)}While a program runs, time passes as the scenario says for work.
      </p>
    </div>
  );
}

const nothing = () => undefined;

function idleText(value: number | null | undefined): string {
  if (value === undefined) return "";
  if (value === null) return "While nothing runs no time is lost: the next event comes at once. ";
  return `While nothing runs ${scaleText(value)}. `;
}
