/** All live runs, followed whoever started them, and what can be done to one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import { callFailed, type Issue } from "../../client/issues.ts";

export const RUNS_KEY = ["live-runs"];
/** Another program may start, pause or end a run at any moment: the list is asked for while it is open. */
const POLL_MS = 1_000;
const IDLE_POLL_MS = 2_500;

export interface LiveRuns {
  /** Newest first; undefined until they are known. */
  readonly list: readonly LiveRunSummary[] | undefined;
  readonly issues: readonly Issue[] | undefined;
  retry(): void;
}

export function useLiveRuns(api: Api, enabled = true): LiveRuns {
  const query = useQuery({
    queryKey: RUNS_KEY,
    queryFn: () => api.listLiveRuns(),
    enabled,
    refetchInterval: ({ state }) => (someRun(state.data) ? POLL_MS : IDLE_POLL_MS),
  });
  const { data, error } = query;
  const issues = error ? [callFailed(error)] : data?.ok === false ? data.issues : undefined;
  return {
    list: data?.ok ? data.value : undefined,
    issues,
    retry: () => void query.refetch(),
  };
}

function someRun(answer: Answer<readonly LiveRunSummary[]> | undefined): boolean {
  return answer?.ok === true && answer.value.some(({ status }) => status === "running");
}

export type LiveOperation = Parameters<Api["controlLiveRun"]>[0]["operation"];

export interface LiveActions {
  readonly busy: boolean;
  /** Why the last one was refused. */
  readonly issues: readonly Issue[];
  dismiss(): void;
  control(id: string, operation: LiveOperation): void;
  remove(id: string, done: () => void): void;
}

export function useLiveActions(api: Api): LiveActions {
  const queries = useQueryClient();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ act }: { act: () => Promise<Answer<unknown>>; done: () => void }) => act(),
    onSuccess: (answer, { done }) => {
      setIssues(answer.ok ? [] : answer.issues);
      if (answer.ok) done();
    },
    onError: (error) => setIssues([callFailed(error)]),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: RUNS_KEY }),
        queries.invalidateQueries({ queryKey: ["live-run"] }),
      ]),
  });
  const control = useCallback(
    (id: string, operation: LiveOperation) =>
      mutate({ act: () => api.controlLiveRun({ id, operation }), done: () => undefined }),
    [api, mutate],
  );
  const remove = useCallback(
    (id: string, done: () => void) => mutate({ act: () => api.deleteLiveRun({ id }), done }),
    [api, mutate],
  );
  const dismiss = useCallback(() => setIssues([]), []);
  return useMemo(
    () => ({ busy: isPending, issues, dismiss, control, remove }),
    [isPending, issues, dismiss, control, remove],
  );
}
