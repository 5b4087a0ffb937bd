/** What the rail lists below the rooms: scenarios, sweeps, live runs or workflows, whatever the open room works on. */
import { useQuery } from "@tanstack/react-query";
import type { Api } from "../../engine/contract/api.ts";
import type { WorkflowSummary } from "../../engine/contract/workflow.ts";
import { useLiveRuns } from "../screens/live/use-runs.ts";
import { runLine } from "../screens/live/words.ts";
import { useSweeps } from "../screens/sweep/use-sweeps.ts";
import { sweepLine, sweepTitle } from "../screens/sweep/words.ts";
import type { RailItem } from "./rail.tsx";
import type { Room } from "./route.ts";

export interface RailList {
  readonly heading: string;
  readonly items: readonly RailItem[];
  /** Bundled workflows; empty outside their room. */
  readonly workflows: readonly WorkflowSummary[];
}

const NONE: readonly WorkflowSummary[] = [];

/** Rooms that show one scenario. */
export function ofScenarios(room: Room): boolean {
  return room === "explore" || room === "accounting" || room === "quality";
}

/** Only the list of the open room is asked for. */
export function useRailList(api: Api, room: Room, scenarios: readonly RailItem[]): RailList {
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: () => api.listWorkflows(),
    enabled: room === "workflow",
  });
  const sweeping = room === "sweep" || room === "frontier";
  const sweeps = useSweeps(api, sweeping);
  const runs = useLiveRuns(api, room === "live");
  if (ofScenarios(room)) return { heading: "Scenarios", items: scenarios, workflows: NONE };
  if (sweeping) {
    const items = (sweeps.list ?? []).map((sweep) => ({
      id: sweep.id,
      title: sweepTitle(sweep),
      description: sweepLine(sweep),
    }));
    return { heading: "Sweeps", items, workflows: NONE };
  }
  if (room === "live") {
    const items = (runs.list ?? []).map((run) => ({
      id: run.id,
      title: `Run ${run.id} · ${run.policyTitle}`,
      description: runLine(run),
    }));
    return { heading: "Live runs", items, workflows: NONE };
  }
  const found = workflows.data?.ok ? workflows.data.value : NONE;
  const items = found.map(({ id, title, file }) => ({ id, title, description: file }));
  return { heading: "Workflows", items, workflows: found };
}
