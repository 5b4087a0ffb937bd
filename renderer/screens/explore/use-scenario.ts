/** One scenario from the engine: its answer, and the answer on a grid file of the user's own. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer, Api, OpenedScenario } from "../../../engine/contract/api.ts";
import { callFailed } from "../../client/issues.ts";
import type { OpenedPoint } from "./point.ts";

type Issues = Extract<Answer<never>, { ok: false }>["issues"];

export interface OwnGrid {
  /** The file in use; null for the scenario's own grid. */
  readonly file: string | null;
  readonly busy: boolean;
  /** Why the last file could not be used. */
  readonly refused: { readonly file: string; readonly issues: Issues } | null;
  use(file: File): void;
  clear(): void;
  dismiss(): void;
}

export interface ScenarioState {
  readonly opened: OpenedScenario | undefined;
  /** Why there is no answer; the screen keeps the last one when a new file is refused. */
  readonly issues: Issues | undefined;
  readonly grid: OwnGrid;
  retry(): void;
}

export function useScenario(api: Api, id: string, point: OpenedPoint | null): ScenarioState {
  const chosen = point === null ? {} : changesOf(point);
  const key = ["scenario", id, chosen];
  const queries = useQueryClient();
  const query = useQuery({ queryKey: key, queryFn: () => api.openScenario({ id, ...chosen }) });
  const [refused, setRefused] = useState<OwnGrid["refused"]>(null);
  const [own, setOwn] = useState<{ file: string; opened: OpenedScenario } | null>(null);
  const reading = useMutation({
    mutationFn: async (file: File) => {
      const grid = { file: file.name, text: await file.text() };
      return { file: file.name, answer: await api.openScenario({ id, ...chosen, grid }) };
    },
    onSuccess: ({ file, answer }) => {
      if (!answer.ok) return setRefused({ file, issues: answer.issues });
      setRefused(null);
      setOwn({ file, opened: answer.value });
    },
    onError: (error, file) => setRefused({ file: file.name, issues: [callFailed(error)] }),
  });
  const answer = query.data;
  return {
    opened: own?.opened ?? (answer?.ok ? answer.value : undefined),
    issues: query.error
      ? [callFailed(query.error)]
      : answer?.ok === false
        ? answer.issues
        : undefined,
    grid: {
      file: own?.file ?? null,
      busy: reading.isPending,
      refused,
      use: (file) => reading.mutate(file),
      clear: () => setOwn(null),
      dismiss: () => setRefused(null),
    },
    retry: () => void queries.invalidateQueries({ queryKey: key }),
  };
}

function changesOf({ changes, data }: OpenedPoint) {
  return { changes: [...changes], ...(data !== undefined && { data }) };
}
