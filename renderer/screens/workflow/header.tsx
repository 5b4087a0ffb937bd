/** What was run, how it ended, and what kind of truth this is. */
import type { WorkflowRunResult } from "../../../engine/contract/workflow.ts";
import { Button } from "../../widgets/button.tsx";
import { duration } from "../../widgets/format.ts";
import type { GraphView } from "./graph-view.ts";
import styles from "./header.module.css";
import { OpenFiles } from "./open-files.tsx";
import { PhaseFilter } from "./phase-bar.tsx";
import { PhaseIcon } from "./phase-icon.tsx";
import { Warnings } from "./warnings.tsx";
import { plural } from "./words.ts";

interface HeaderProps {
  readonly run: WorkflowRunResult;
  readonly view: GraphView;
  readonly file: string;
  readonly busy: boolean;
  onFiles(files: readonly File[]): void;
  onClose(): void;
}

export function Header({ run, view, file, busy, onFiles, onClose }: HeaderProps) {
  const { tree } = view;
  const { status } = run;
  const facts = [
    file,
    run.kind,
    `namespace ${run.namespace}`,
    plural(tree.nodes.length, "node", "nodes"),
    `progress ${status.progress}`,
    `${duration(run.endMs - run.startMs)} of virtual time`,
  ];
  const total = tree.top.reduce((sum, node) => addCounts(sum, view.counts[node] ?? {}), {});
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.titles}>
          <h1>{run.name}</h1>
          <span className={styles.phase} title={status.message}>
            <PhaseIcon phase={status.phase} />
            {status.phase}
          </span>
          <span
            className={styles.badge}
            title="Nothing was executed: durations and outputs come from the profile, or from stated defaults."
          >
            Virtual clock: durations are modelled
          </span>
        </div>
        <p className={styles.facts}>{facts.join(" · ")}</p>
        {status.message ? <p className={styles.message}>{status.message}</p> : null}
        <Warnings warnings={run.warnings} />
        <PhaseFilter counts={total} onChoose={view.search} />
      </div>
      <div className={styles.actions}>
        <OpenFiles onFiles={onFiles} disabled={busy} />
        <Button onClick={onClose}>Close</Button>
      </div>
    </header>
  );
}

type Counts = GraphView["counts"][number];

function addCounts(a: Counts, b: Counts): Counts {
  const phases = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof Counts)[];
  return Object.fromEntries(phases.map((phase) => [phase, (a[phase] ?? 0) + (b[phase] ?? 0)]));
}
