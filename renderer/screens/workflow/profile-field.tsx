/** The profile of a run: typed, pasted, or taken from a file. */
import { useId } from "react";
import type { WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import { Button } from "../../widgets/button.tsx";
import { FileButton } from "../../widgets/file-button.tsx";
import styles from "./panel.module.css";
import type { Setup } from "./session.ts";

interface ProfileFieldProps {
  /** Whose profiles the run that is shown used. */
  readonly from: WorkflowRunResult["profiles"];
  readonly profile: Setup["profile"];
  onChange(profile: Setup["profile"]): void;
}

const OWN: Readonly<Record<WorkflowRunResult["profiles"], string>> = {
  given: "stated defaults",
  scenario: "that of its scenario",
  defaults: "one minute for each pod, no outputs",
};
const TYPED = "profile.yaml";

export function ProfileField({ from, profile, onChange }: ProfileFieldProps) {
  const id = useId();
  const take = async (file: File) => onChange({ file: file.name, text: await file.text() });
  return (
    <details className={styles.profile} open={profile !== null}>
      <summary>Profile: {profile?.file ?? OWN[from]}</summary>
      <label htmlFor={id} className={styles.hint}>
        Durations, outputs and failures of each template, as YAML
      </label>
      <textarea
        id={id}
        rows={6}
        spellCheck={false}
        value={profile?.text ?? ""}
        onChange={(event) => {
          const text = event.target.value;
          onChange(text === "" ? null : { file: profile?.file ?? TYPED, text });
        }}
      />
      <div className={styles.row}>
        <FileButton
          inputLabel="Profile file"
          accept=".yaml,.yml,.json"
          onFiles={([file]) => void take(file)}
        >
          From a file…
        </FileButton>
        {profile === null ? null : <Button onClick={() => onChange(null)}>Without profile</Button>}
      </div>
    </details>
  );
}
