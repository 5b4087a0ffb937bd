/** The icon of a run's status or a request's state, in its colour; the word always stands beside it. */
import { STATUS_ICON, STATUS_TONE } from "../../charts/live/status.ts";

interface StatusIconProps {
  readonly of: keyof typeof STATUS_ICON;
  readonly size?: number;
}

export function StatusIcon({ of, size = 14 }: StatusIconProps) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path
        d={STATUS_ICON[of]}
        fill="none"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        style={{ stroke: `var(--phase-${STATUS_TONE[of]})` }}
      />
    </svg>
  );
}
