/** The room that the address names; rooms with large parts are loaded when they are first opened. */
import type { UseQueryResult } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Answer, Api, ScenarioSummary } from "../../engine/contract/api.ts";
import type { SweepSummary } from "../../engine/contract/sweep.ts";
import type { WorkflowSummary } from "../../engine/contract/workflow.ts";
import { NO_EDITS } from "../preview/edits.ts";
import type { ExplorePoint } from "../screens/explore/point.ts";
import { NO_LOOK } from "../screens/live/look.ts";
import { Skeleton } from "../widgets/skeleton.tsx";
import { ExploreRoom } from "./explore-room.tsx";
import { adjust, navigate, type Route, routeHash } from "./route.ts";
import { StartIssue } from "./start-issue.tsx";

// The graph and its layout kernel are large; whoever never opens this room never loads them.
const WorkflowRoom = lazy(async () => {
  const { WorkflowRoom } = await import("../screens/workflow/room.tsx");
  return { default: WorkflowRoom };
});
const AccountingRoom = lazy(async () => {
  const { AccountingRoom } = await import("../screens/accounting/room.tsx");
  return { default: AccountingRoom };
});
const QualityRoom = lazy(async () => {
  const { QualityRoom } = await import("../screens/quality/room.tsx");
  return { default: QualityRoom };
});
const LiveRoom = lazy(async () => {
  const { LiveRoom } = await import("../screens/live/room.tsx");
  return { default: LiveRoom };
});
const SweepRoom = lazy(async () => {
  const { SweepRoom } = await import("../screens/sweep/room.tsx");
  return { default: SweepRoom };
});
const FrontierRoom = lazy(async () => {
  const { FrontierRoom } = await import("../screens/frontier/room.tsx");
  return { default: FrontierRoom };
});

interface OpenRoomProps {
  readonly api: Api;
  readonly route: Route;
  readonly scenario: string | null;
  readonly scenarios: UseQueryResult<Answer<readonly ScenarioSummary[]>>;
  readonly workflows: readonly WorkflowSummary[];
  readonly theme: "light" | "dark";
}

const openWorkflow = (id: string) => navigate({ room: "workflow", id });
const closeWorkflow = () => navigate({ room: "workflow", id: null });
const openSweep = (id: string | null) => navigate({ room: "sweep", id });
const openFrontier = (id: string | null) => navigate({ room: "frontier", id });
const openLiveRun = (id: string | null) => navigate({ room: "live", id });
const openPoint = ({ scenario }: SweepSummary, point: ExplorePoint) =>
  navigate({ room: "explore", id: scenario, point });

export function OpenRoom(props: OpenRoomProps) {
  const { api, route, scenario, scenarios, theme } = props;
  if (route.room === "explore")
    return <ExploreRoom {...{ api, scenarios, theme }} id={scenario} point={route.point} />;
  return (
    <Suspense fallback={<Skeleton label="Opening the room" />}>
      <Loaded {...props} />
    </Suspense>
  );
}

function Loaded(props: OpenRoomProps) {
  const { api, route, scenarios, workflows, theme } = props;
  const { room, id } = route;
  if (room === "accounting") return <Accounting {...props} />;
  if (room === "quality") return <Quality {...props} />;
  const list = scenarios.data?.ok ? scenarios.data.value : [];
  if (room === "live")
    return (
      <LiveRoom
        key={id}
        {...{ api, id, theme }}
        look={route.live ?? NO_LOOK}
        scenarios={list}
        onOpen={openLiveRun}
        onLook={(live) => adjust({ room: "live", id, live })}
      />
    );
  const shared = {
    api,
    id,
    theme,
    onOpenSweep: openSweep,
    onOpenFrontier: openFrontier,
    onOpenPoint: openPoint,
  };
  if (room === "sweep") return <SweepRoom key={id} {...shared} scenarios={list} />;
  if (room === "frontier") return <FrontierRoom key={id} {...shared} />;
  return (
    <WorkflowRoom
      {...{ api, id, workflows, theme }}
      onBundled={openWorkflow}
      onOwnFile={closeWorkflow}
    />
  );
}

function Accounting({ api, route, scenario, scenarios, theme }: OpenRoomProps) {
  const { policy = null, edits = NO_EDITS, point } = route;
  if (scenario === null)
    return (
      <StartIssue
        answer={scenarios.data}
        error={scenarios.error}
        onRetry={() => void scenarios.refetch()}
      />
    );
  const at = point === undefined ? null : { ...point, backHref: routeHash(point.from) };
  const kept = point && { point };
  return (
    <AccountingRoom
      key={`${scenario} ${JSON.stringify([route.edits, point])}`}
      {...{ api, policy, edits, theme }}
      id={scenario}
      point={at}
      onPolicy={(next) => navigate({ ...route, id: scenario, policy: next })}
      onExplore={() => navigate({ room: "explore", id: scenario, ...kept })}
    />
  );
}

function Quality({ api, route, scenario, scenarios, theme }: OpenRoomProps) {
  if (scenario === null)
    return (
      <StartIssue
        answer={scenarios.data}
        error={scenarios.error}
        onRetry={() => void scenarios.refetch()}
      />
    );
  return (
    <QualityRoom
      key={scenario}
      {...{ api, theme }}
      id={scenario}
      policy={route.policy ?? null}
      onPolicy={(policy) => navigate({ room: "quality", id: scenario, policy })}
      onExplore={() => navigate({ room: "explore", id: scenario })}
    />
  );
}
