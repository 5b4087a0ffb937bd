/** The Explore room with its scenario, or why there is none. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer, Api, ScenarioSummary } from "../../engine/contract/api.ts";
import { NO_EDITS } from "../preview/edits.ts";
import type { ExplorePoint } from "../screens/explore/point.ts";
import { Room } from "../screens/explore/room.tsx";
import { navigate, routeHash } from "./route.ts";
import { StartIssue } from "./start-issue.tsx";

interface ExploreRoomProps {
  readonly api: Api;
  readonly id: string | null;
  readonly point?: ExplorePoint | undefined;
  readonly scenarios: UseQueryResult<Answer<readonly ScenarioSummary[]>>;
  readonly theme: "light" | "dark";
}

export function ExploreRoom({ api, id, point, scenarios, theme }: ExploreRoomProps) {
  if (id !== null) {
    const at = point === undefined ? null : { ...point, backHref: routeHash(point.from) };
    const key = `${id} ${JSON.stringify(point ?? null)}`;
    return (
      <Room
        key={key}
        {...{ api, id, theme }}
        point={at}
        onAccount={(policy, edits) =>
          navigate({
            ...{ room: "accounting", id, policy },
            ...(edits !== NO_EDITS && { edits }),
            ...(point && { point }),
          })
        }
      />
    );
  }
  return (
    <StartIssue
      answer={scenarios.data}
      error={scenarios.error}
      onRetry={() => void scenarios.refetch()}
    />
  );
}
