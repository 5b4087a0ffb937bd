/** Finds a parameter by typing: all that the scenario and its policies have. */
import { type FocusEvent, type KeyboardEvent, useId, useState } from "react";
import type { SweepParameter } from "../../../engine/contract/sweep.ts";
import styles from "./picker.module.css";
import { shortTitle, valueText } from "./words.ts";

interface PickerProps {
  readonly parameters: readonly SweepParameter[];
  onPick(parameter: SweepParameter): void;
}

/** Parameters whose name, title or description holds every word. */
export function findParameters(
  parameters: readonly SweepParameter[],
  text: string,
): SweepParameter[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return parameters.filter(({ parameter, title, description }) => {
    const haystack = `${parameter} ${title} ${description}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

export function ParameterPicker({ parameters, onPick }: PickerProps) {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const id = useId();
  const found = findParameters(parameters, text);
  const pick = (parameter: SweepParameter | undefined) => {
    if (parameter === undefined) return;
    onPick(parameter);
    setText("");
    setActive(0);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) {
      setActive(isOpen ? (active + move + found.length) % Math.max(1, found.length) : active);
      setOpen(true);
    } else if (event.key === "Enter" && isOpen) pick(found[active]);
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    <search className={styles.picker} onBlur={onBlur}>
      <input
        placeholder="Add a parameter: limit, deadline, seed, start…"
        aria-label="Add a parameter"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-activedescendant={isOpen && found.length > 0 ? `${id}-${active}` : undefined}
        value={text}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={id} role="listbox" aria-label="Parameters" hidden={!isOpen}>
        {isOpen
          ? found.map((parameter, index) => (
              <Option
                key={parameter.parameter}
                id={`${id}-${index}`}
                parameter={parameter}
                group={groupOf(parameter)}
                active={index === active}
                onPoint={() => setActive(index)}
                onPick={() => pick(parameter)}
              />
            ))
          : null}
      </div>
      {isOpen && found.length === 0 ? (
        <p className={styles.none}>No parameter has these words.</p>
      ) : null}
    </search>
  );
}

/** Whom it concerns; a policy is in the title already. */
function groupOf({ policy, uncertain }: SweepParameter): string {
  if (uncertain) return "nobody chooses it";
  return policy === undefined ? "all policies" : "";
}

interface OptionProps {
  readonly id: string;
  readonly parameter: SweepParameter;
  readonly group: string;
  readonly active: boolean;
  onPoint(): void;
  onPick(): void;
}

function Option({ id, parameter, group, active, onPoint, onPick }: OptionProps) {
  const { current, unit } = parameter;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (combobox).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles Enter.
    <div
      id={id}
      role="option"
      aria-selected={active}
      data-active={active}
      className={styles.option}
      title={parameter.description}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span>{shortTitle(parameter)}</span>
      <span className={styles.group}>{group}</span>
      <span className={styles.current}>{current === null ? "" : valueText(current, unit)}</span>
    </div>
  );
}
