/** Which policies are replayed at each point, and by how many workers. */
import type { SweepParameters } from "../../../engine/contract/sweep.ts";
import { Choice } from "../../widgets/choice.tsx";
import type { Draft } from "./draft.ts";
import styles from "./form.module.css";

interface PoliciesProps {
  readonly about: SweepParameters;
  readonly draft: Draft;
  onChange(part: Partial<Draft>): void;
}

const WORKERS = [1, 2, 4, 8, 16].map((count) => ({
  value: String(count),
  label: count === 1 ? "1 worker" : `${count} workers`,
}));

export function Policies({ about, draft, onChange }: PoliciesProps) {
  const toggle = (name: string) => {
    const policies = new Set(draft.policies);
    if (!policies.delete(name)) policies.add(name);
    onChange({ policies });
  };
  return (
    <div className={styles.pair}>
      <fieldset className={styles.policies}>
        <legend>Policies</legend>
        {about.policies.map(({ name, title }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={draft.policies.has(name) || name === about.baseline}
              disabled={name === about.baseline}
              onChange={() => toggle(name)}
            />
            {title}
            {name === about.baseline ? <span>baseline, always</span> : null}
          </label>
        ))}
      </fieldset>
      <Choice
        label="Workers"
        kind="stacked"
        value={draft.workers === null ? "" : String(draft.workers)}
        options={[{ value: "", label: "as many as there are cores" }, ...WORKERS]}
        onChange={(value) => onChange({ workers: value === "" ? null : Number(value) })}
      />
    </div>
  );
}
