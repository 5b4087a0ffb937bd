/** One live run, read again while it goes on; parts that have not changed stay the same objects. */
import { useQuery } from "@tanstack/react-query";
import type { Api } from "../../../engine/contract/api.ts";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import { callFailed, type Issue } from "../../client/issues.ts";

const POLL_MS = 500;
/** Paused and interrupted runs are gone on with by somebody, maybe from another program. */
const WAITING_POLL_MS = 1_500;

export interface LiveRunState {
  /** The last answer; it stays while the engine cannot be reached. */
  readonly view: LiveRunView | null;
  readonly issues: readonly Issue[] | null;
  again(): void;
}

/**
 * Polls while the run can go on and the page is seen. The query cache keeps what is equal to the answer before
 * (structural sharing), so that what did not change is not drawn again.
 */
export function useLiveRun(api: Api, id: string): LiveRunState {
  const query = useQuery({
    queryKey: ["live-run", id],
    queryFn: () => api.readLiveRun({ id }),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const status = state.data?.ok ? state.data.value.summary.status : undefined;
      if (status === "running") return POLL_MS;
      return status === "paused" || status === "interrupted" ? WAITING_POLL_MS : false;
    },
    refetchOnWindowFocus: true,
  });
  const { data, error } = query;
  const issues = error ? [callFailed(error)] : data?.ok === false ? data.issues : null;
  return {
    view: data?.ok ? data.value : null,
    issues,
    again: () => void query.refetch(),
  };
}
