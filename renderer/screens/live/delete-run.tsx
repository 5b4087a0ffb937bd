/** Deletes a run after one more question; what goes on has to be cancelled first. */
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { isUnderWay } from "./words.ts";

interface DeleteRunProps {
  readonly run: LiveRunSummary;
  readonly disabled: boolean;
  onDelete(): void;
}

export function DeleteRun({ run, disabled, onDelete }: DeleteRunProps) {
  return (
    <ConfirmButton
      label="Delete"
      name={`Delete ${run.title}, run ${run.id}`}
      kind="bare"
      title="Delete this live run?"
      text={`${run.title}, ${run.policyTitle}: its events, its logs and its folders go with it. They cannot be brought back.`}
      keep="Keep it"
      disabled={disabled || isUnderWay(run.status)}
      onConfirm={onDelete}
    />
  );
}
