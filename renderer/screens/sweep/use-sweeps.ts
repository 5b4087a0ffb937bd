/** The sweeps that are kept, and what can be done to one: start, cancel, resume, delete. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { StartSweepInput, SweepSummary } from "../../../engine/contract/sweep.ts";
import { callFailed, type Issue } from "../../client/issues.ts";

import { withPlainTitles } from "./words.ts";

const KEY = ["sweeps"];
const POLL_MS = 1_000;

export interface Sweeps {
  /** Newest first; undefined until they are known. */
  readonly list: readonly SweepSummary[] | undefined;
  readonly issues: readonly Issue[] | undefined;
  retry(): void;
}

/** Follows the list while one of them runs. */
export function useSweeps(api: Api, enabled = true): Sweeps {
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => api.listSweeps(),
    enabled,
    refetchInterval: ({ state }) => (isRunning(state.data) ? POLL_MS : false),
  });
  const { data, error } = query;
  const issues = error ? [callFailed(error)] : data?.ok === false ? data.issues : undefined;
  const list = useMemo(() => (data?.ok ? data.value.map(withPlainTitles) : undefined), [data]);
  return {
    list,
    issues,
    retry: () => void query.refetch(),
  };
}

function isRunning(answer: Answer<readonly SweepSummary[]> | undefined): boolean {
  return answer?.ok === true && answer.value.some(({ status }) => status === "running");
}

export interface SweepActions {
  readonly busy: boolean;
  /** Why the last one was refused. */
  readonly issues: readonly Issue[];
  dismiss(): void;
  start(input: StartSweepInput, then: (sweep: SweepSummary) => void): void;
  cancel(id: string, then: () => void): void;
  resume(id: string, then: () => void): void;
  remove(id: string, then: () => void): void;
}

export function useSweepActions(api: Api): SweepActions {
  const queries = useQueryClient();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const acting = useMutation({
    mutationFn: (act: () => Promise<Answer<unknown>>) => act(),
    onSuccess: (answer) => setIssues(answer.ok ? [] : answer.issues),
    onError: (error) => setIssues([callFailed(error)]),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const run = <T>(act: () => Promise<Answer<T>>, then: (value: T) => void) =>
    acting.mutate(act, {
      onSuccess: (answer) => {
        if (answer.ok) then(answer.value as T);
      },
    });
  return {
    busy: acting.isPending,
    issues,
    dismiss: () => setIssues([]),
    start: (input, then) => run(() => api.startSweep(input), then),
    cancel: (id, then) => run(() => api.cancelSweep({ id }), then),
    resume: (id, then) => run(() => api.resumeSweep({ id }), then),
    remove: (id, then) => run(() => api.deleteSweep({ id }), then),
  };
}
