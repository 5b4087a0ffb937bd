/** What stands in the room before there is a scenario: waiting, what went wrong, or how to get one. */
import type { Answer, ScenarioSummary } from "../../engine/contract/api.ts";
import { callFailed } from "../client/issues.ts";
import { EmptyState } from "../widgets/empty-state.tsx";
import { IssuePanel } from "../widgets/issue-panel.tsx";
import { Skeleton } from "../widgets/skeleton.tsx";

interface StartIssueProps {
  readonly answer: Answer<readonly ScenarioSummary[]> | undefined;
  readonly error: Error | null;
  onRetry(): void;
}

export function StartIssue({ answer, error, onRetry }: StartIssueProps) {
  if (error !== null) {
    return (
      <IssuePanel
        title="The scenarios could not be listed"
        issues={[callFailed(error)]}
        onRetry={onRetry}
      />
    );
  }
  if (answer === undefined) return <Skeleton label="Reading the scenarios" />;
  if (!answer.ok)
    return (
      <IssuePanel
        title="The scenarios could not be listed"
        issues={answer.issues}
        onRetry={onRetry}
      />
    );
  return (
    <EmptyState title="No scenario was found">
      Put a folder with a scenario.yaml into the scenarios folder, then look again.
    </EmptyState>
  );
}
