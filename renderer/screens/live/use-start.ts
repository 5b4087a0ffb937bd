/** The way from pressing start to a run: the engine asks for consent until the user has read this very content. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer, Api } from "../../../engine/contract/api.ts";
import type { LiveCommands, StartedLiveRun } from "../../../engine/contract/live.ts";
import { callFailed, type Issue } from "../../client/issues.ts";
import { RUNS_KEY } from "./use-runs.ts";

export type StartQuestion = Omit<Parameters<Api["startLiveRun"]>[0], "trust">;

export interface AskedConsent {
  readonly commands: LiveCommands;
  /** Another content was trusted before. */
  readonly changed: boolean;
}

export interface Start {
  readonly busy: boolean;
  readonly issues: readonly Issue[];
  /** What the user is asked now; null: nothing. */
  readonly consent: AskedConsent | null;
  /** `known`: some content of the scenario was trusted before. */
  ask(question: StartQuestion, known: boolean): void;
  agree(): void;
  refuse(): void;
  dismiss(): void;
}

interface Asking {
  readonly question: StartQuestion;
  readonly known: boolean;
  readonly trust?: string;
}

export function useStart(api: Api, onOpen: (id: string) => void): Start {
  const queries = useQueryClient();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [asked, setAsked] = useState<(AskedConsent & Asking) | null>(null);
  const receive = (answer: Answer<StartedLiveRun>, asking: Asking) => {
    setIssues(answer.ok ? [] : answer.issues);
    if (!answer.ok) return setAsked(null);
    if (answer.value.kind === "consent") {
      const { commands } = answer.value;
      // A yes that was answered with a question was a yes to something else.
      const changed = asking.known || asking.trust !== undefined;
      return setAsked({ ...asking, commands, changed });
    }
    setAsked(null);
    onOpen(answer.value.id);
  };
  const starting = useMutation({
    mutationFn: ({ question, trust }: Asking) =>
      api.startLiveRun({ ...question, ...(trust !== undefined && { trust }) }),
    onSuccess: receive,
    onError: (error) => setIssues([callFailed(error)]),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: RUNS_KEY }),
        queries.invalidateQueries({ queryKey: ["live-commands"] }),
      ]),
  });
  return {
    busy: starting.isPending,
    issues,
    consent: asked,
    ask: (question, known) => starting.mutate({ question, known }),
    agree: () => {
      if (asked === null) return;
      const { question, known, commands } = asked;
      starting.mutate({ question, known, trust: commands.hash });
    },
    refuse: () => setAsked(null),
    dismiss: () => setIssues([]),
  };
}
