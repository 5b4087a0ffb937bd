/** How many of each phase: as text with icons, or as a thin bar beside such a text. */
import { PHASES, type PhaseCounts } from "../../charts/workflow/phases.ts";
import styles from "./phase.module.css";
import { PhaseIcon } from "./phase-icon.tsx";

export function PhaseBar({ counts }: { readonly counts: PhaseCounts }) {
  return (
    <span className={styles.split}>
      <span className={styles.bar} aria-hidden="true">
        {shown(counts).map((phase) => (
          <i key={phase} data-phase={phase} style={{ flexGrow: counts[phase] ?? 0 }} />
        ))}
      </span>
      <span className={styles.counts}>
        {shown(counts).map((phase) => (
          <span key={phase} title={phase}>
            <PhaseIcon phase={phase} size={11} />
            {counts[phase]?.toLocaleString("en")}
          </span>
        ))}
      </span>
    </span>
  );
}

interface PhaseFilterProps {
  readonly counts: PhaseCounts;
  onChoose(phase: string): void;
}

/** Each count is a button that finds the nodes of that phase. */
export function PhaseFilter({ counts, onChoose }: PhaseFilterProps) {
  return (
    <ul className={styles.filter} aria-label="Nodes by phase">
      {shown(counts).map((phase) => (
        <li key={phase}>
          <button
            type="button"
            title={`Find nodes that are ${phase}`}
            onClick={() => onChoose(phase)}
          >
            <PhaseIcon phase={phase} size={13} />
            {counts[phase]?.toLocaleString("en")} {phase}
          </button>
        </li>
      ))}
    </ul>
  );
}

function shown(counts: PhaseCounts) {
  return PHASES.filter((phase) => counts[phase] !== undefined);
}
