/** What was swept, and what can be done with it. */
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import { DeleteButton } from "./delete-button.tsx";
import { STATUS, sweepFacts, sweepTitle } from "./words.ts";

interface ResultHeaderProps {
  readonly summary: SweepSummary;
  readonly busy: boolean;
  onCancel(): void;
  onResume(): void;
  onDelete(): void;
  onFrontier(): void;
  onNew(): void;
}

export function ResultHeader(props: ResultHeaderProps) {
  const { summary, busy } = props;
  const { status, title, synthetic } = summary;
  const isRunning = status === "running";
  return (
    <RoomHeader
      title={sweepTitle(summary)}
      synthetic={synthetic}
      badges={status === "finished" ? null : <Badge>{STATUS[status]}</Badge>}
      facts={[title, ...sweepFacts(summary)].join(" · ")}
      actions={
        <>
          {isRunning ? (
            <Button disabled={busy} onClick={props.onCancel}>
              Cancel
            </Button>
          ) : status === "finished" ? null : (
            <Button disabled={busy} onClick={props.onResume}>
              Resume
            </Button>
          )}
          <Button onClick={props.onFrontier}>Frontier</Button>
          <Button onClick={props.onNew}>New sweep</Button>
          <DeleteButton
            name={sweepTitle(summary)}
            disabled={isRunning || busy}
            onDelete={props.onDelete}
          />
        </>
      }
    />
  );
}
