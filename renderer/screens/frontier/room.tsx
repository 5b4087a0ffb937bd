/** The Frontier room: what one objective costs in another, over all that a sweep tried. */
import type { Api } from "../../../engine/contract/api.ts";
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import { Button } from "../../widgets/button.tsx";
import { EmptyState } from "../../widgets/empty-state.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import type { ExplorePoint } from "../explore/point.ts";
import { useSweeps } from "../sweep/use-sweeps.ts";
import { Screen } from "./screen.tsx";

export interface FrontierRoomProps {
  readonly api: Api;
  /** A sweep; null for the newest. */
  readonly id: string | null;
  readonly theme: "light" | "dark";
  onOpenSweep(id: string | null): void;
  onOpenFrontier(id: string): void;
  onOpenPoint(summary: SweepSummary, point: ExplorePoint): void;
}

export function FrontierRoom(props: FrontierRoomProps) {
  const { api, id, onOpenSweep } = props;
  const { list, issues, retry } = useSweeps(api);
  if (issues !== undefined)
    return <IssuePanel title="The sweeps could not be listed" issues={issues} onRetry={retry} />;
  if (list === undefined) return <Skeleton label="Reading the sweeps" />;
  const summary = id === null ? list[0] : list.find((each) => each.id === id);
  if (summary !== undefined) return <Screen key={summary.id} {...props} summary={summary} />;
  if (id !== null)
    return (
      <EmptyState title="This sweep is not there any more">
        It was deleted. <Button onClick={() => onOpenSweep(null)}>New sweep</Button>
      </EmptyState>
    );
  return (
    <EmptyState title="A frontier needs a sweep">
      Vary a policy’s parameter, such as the limit of a threshold; here you see what each value
      saves and what it costs in waiting, money or accuracy.{" "}
      <Button onClick={() => onOpenSweep(null)}>New sweep</Button>
    </EmptyState>
  );
}
