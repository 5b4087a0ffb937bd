/** Before anything is open: what this room does, and three ways in. */
import type { WorkflowSummary } from "../../../engine/contract/workflow.ts";
import styles from "./empty.module.css";
import { OpenFiles } from "./open-files.tsx";

interface EmptyProps {
  readonly workflows: readonly WorkflowSummary[];
  readonly busy: boolean;
  onFiles(files: readonly File[]): void;
  onBundled(id: string): void;
}

export function Empty({ workflows, busy, onFiles, onBundled }: EmptyProps) {
  return (
    <section className={styles.empty} aria-busy={busy}>
      <h1>Run an Argo workflow on the virtual clock</h1>
      <p>
        Loops, conditions, retries and hooks run as Argo runs them, in an instant and without a
        cluster. Durations and outputs come from a profile, or from stated defaults.
      </p>
      <div className={styles.drop}>
        <p>Drop Argo YAML files here</p>
        <p className={styles.faint}>
          The first file is run; WorkflowTemplates and ConfigMaps in the others are its library.
        </p>
        <OpenFiles onFiles={onFiles} disabled={busy} />
      </div>
      {workflows.length === 0 ? null : (
        <>
          <h2>Or take one that comes with Lowtide</h2>
          <ul>
            {workflows.map(({ id, title, file }) => (
              <li key={id}>
                <button type="button" disabled={busy} onClick={() => onBundled(id)}>
                  <strong>{title}</strong>
                  <span>{file}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
