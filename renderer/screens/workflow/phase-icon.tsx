/** The icon of a phase, in its colour; the phase always stands beside it as text. */
import { PHASE_ICON, type Phase } from "../../charts/workflow/phases.ts";
import styles from "./phase.module.css";

export function PhaseIcon({ phase, size = 16 }: { readonly phase: Phase; readonly size?: number }) {
  return (
    <svg
      className={styles.icon}
      data-phase={phase}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={PHASE_ICON[phase]} />
    </svg>
  );
}
