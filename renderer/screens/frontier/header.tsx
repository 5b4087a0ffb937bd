/** What was tried, and over what it is a median. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import { RoomHeader } from "../shared/room-header.tsx";
import { shortTitle, sweepTitle } from "../sweep/words.ts";

interface HeaderProps {
  readonly summary: SweepSummary;
  /** Of candidates. */
  readonly count: number;
  onSweep(): void;
}

export function Header({ summary, count, onSweep }: HeaderProps) {
  const { synthetic, title } = summary;
  return (
    <RoomHeader
      title={sweepTitle(summary)}
      synthetic={synthetic}
      facts={[title, `${fixed(count)} candidates`, medianText(summary)].filter(Boolean).join(" · ")}
      actions={<Button onClick={onSweep}>Sweep</Button>}
    />
  );
}

/** What each candidate's figure is a median over; empty where it is a single replay. */
function medianText({ axes }: SweepSummary): string {
  const uncertain = axes.filter((axis) => axis.uncertain && axis.values.length > 1);
  if (uncertain.length === 0) return "";
  const over = uncertain.map((axis) => `${axis.values.length} values of ${shortTitle(axis)}`);
  return `each the median over ${over.join(" and ")}`;
}
