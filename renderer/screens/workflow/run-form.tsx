/** What a run is made with: parameters, profile, seed, and the button. */
import { useId } from "react";
import type { WorkflowParameter, WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import { Button } from "../../widgets/button.tsx";
import { NumberInput } from "../../widgets/number-input.tsx";
import styles from "./panel.module.css";
import { ProfileField } from "./profile-field.tsx";
import type { Setup } from "./session.ts";

interface RunFormProps {
  readonly run: WorkflowRunResult;
  readonly setup: Setup;
  /** What is shown was run with something else than the form holds. */
  readonly changed: boolean;
  readonly busy: boolean;
  onChange(edit: Partial<Setup>): void;
  onRun(): void;
}

export function RunForm({ run, setup, changed, busy, onChange, onRun }: RunFormProps) {
  const set = (name: string, value: string | undefined) => {
    const { [name]: _, ...others } = setup.parameters;
    onChange({ parameters: value === undefined ? others : { ...others, [name]: value } });
  };
  return (
    <section className={styles.section} aria-label="Run">
      <h2>Run</h2>
      <div className={styles.fields}>
        {run.parameters.length === 0 ? (
          <p className={styles.hint}>This workflow takes no parameters.</p>
        ) : null}
        {run.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={setup.parameters[parameter.name]}
            onChange={(value) => set(parameter.name, value)}
          />
        ))}
        <NumberInput
          label="Seed"
          unit=""
          value={setup.seed ?? run.seed}
          min={0}
          max={0xffffffff}
          step={1}
          onBegin={() => undefined}
          onChange={(seed) => onChange({ seed: Math.round(seed) })}
          onEnd={() => undefined}
        />
        <ProfileField
          from={run.profiles}
          profile={setup.profile}
          onChange={(profile) => onChange({ profile })}
        />
      </div>
      <div className={styles.run}>
        <Button className={styles.main} disabled={busy} onClick={onRun} title="Run (Ctrl Enter)">
          {busy ? "Running…" : "Run"}
        </Button>
        <span role="status">{changed && !busy ? "Changed since the run that is shown." : ""}</span>
      </div>
    </section>
  );
}

interface ParameterFieldProps {
  readonly parameter: WorkflowParameter;
  /** What was typed; undefined: the workflow's own value. */
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  const { name, description } = parameter;
  const own = parameter.default;
  const shown = value ?? own ?? parameter.value ?? "";
  return (
    <div className={styles.parameter}>
      <label htmlFor={id}>{name}</label>
      {parameter.enum === undefined ? (
        <input
          id={id}
          value={shown}
          aria-describedby={`${id}-about`}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select
          id={id}
          value={shown}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange(event.target.value)}
        >
          {parameter.enum.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      <p id={`${id}-about`}>
        {description}
        {value === undefined || own === undefined || value === own ? null : (
          <button type="button" onClick={() => onChange(undefined)}>
            Back to {own === "" ? "empty" : own}
          </button>
        )}
      </p>
    </div>
  );
}
