/** What is known of a scenario's quality, followed while it is computed, and what can be done about it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { QualityView } from "../../../engine/contract/quality.ts";
import { callFailed, type Issue } from "../../client/issues.ts";

const POLL_MS = 500;

export interface QualityFacts {
  readonly view: QualityView | undefined;
  /** Why nothing is known. */
  readonly issues: readonly Issue[] | undefined;
  readonly busy: boolean;
  /** Why the last wish was refused. */
  readonly refused: readonly Issue[];
  retry(): void;
  dismiss(): void;
  /** Computes the surface; `trust` is the hash of the commands that the user has read. */
  start(trust: string): void;
  cancel(): void;
}

export function useFacts(api: Api, scenario: string): QualityFacts {
  const key = ["quality", scenario];
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: () => api.readQuality({ scenario }),
    refetchInterval: ({ state }) => (isRunning(state.data) ? POLL_MS : false),
  });
  const { data, error } = query;
  const running = isRunning(data);
  const wasRunning = useRef(running);
  useEffect(() => {
    // With another surface, replays answer otherwise.
    if (wasRunning.current && !running)
      void queries.invalidateQueries({ queryKey: ["scenario", scenario] });
    wasRunning.current = running;
  }, [running, queries, scenario]);
  const [refused, setRefused] = useState<readonly Issue[]>([]);
  const acting = useMutation({
    mutationFn: (act: () => Promise<Answer<unknown>>) => act(),
    onSuccess: (answer) => setRefused(answer.ok ? [] : answer.issues),
    onError: (failed) => setRefused([callFailed(failed)]),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return {
    view: data?.ok ? data.value : undefined,
    issues: error ? [callFailed(error)] : data?.ok === false ? data.issues : undefined,
    busy: acting.isPending,
    refused,
    retry: () => void query.refetch(),
    dismiss: () => setRefused([]),
    start: (trust) => acting.mutate(() => api.startQuality({ scenario, trust })),
    cancel: () => acting.mutate(() => api.cancelQuality({ scenario })),
  };
}

function isRunning(answer: Answer<QualityView> | undefined): boolean {
  return answer?.ok === true && answer.value.run?.status === "running";
}
