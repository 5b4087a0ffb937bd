/** The Explore room with its scenario, or why there is none. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer, Api, ScenarioSummary } from "../../engine/contract/api.ts";
import { Room } from "../screens/explore/room.tsx";
import { StartIssue } from "./start-issue.tsx";

interface ExploreRoomProps {
  readonly api: Api;
  readonly id: string | null;
  readonly scenarios: UseQueryResult<Answer<readonly ScenarioSummary[]>>;
  readonly theme: "light" | "dark";
}

export function ExploreRoom({ api, id, scenarios, theme }: ExploreRoomProps) {
  if (id !== null) return <Room key={id} api={api} id={id} theme={theme} />;
  return (
    <StartIssue
      answer={scenarios.data}
      error={scenarios.error}
      onRetry={() => void scenarios.refetch()}
    />
  );
}
