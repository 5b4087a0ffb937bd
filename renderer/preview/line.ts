/** One question at a time, and only the latest of those that wait: what keeps a drag from queueing up. */
import { applyEdits, type Edits, NO_EDITS } from "./edits.ts";
import type { PreviewAnswer, PreviewReply, PreviewRequest } from "./protocol.ts";
import type { Regret, Regrets } from "./regrets.ts";
import type { Timeline, World } from "./types.ts";

export interface PreviewState {
  /** The last complete answer; it stays while the next one is computed. */
  readonly answer: PreviewAnswer | null;
  /** Why the latest edits have no answer; null when they have, or while one is computed. */
  readonly failure: string | null;
}

export interface PreviewLine {
  ask(edits: Edits): void;
  receive(reply: PreviewReply): void;
}

/** Puts questions about one world through `post`, and reports every state through `publish`. */
export function createLine(
  world: World,
  post: (message: PreviewRequest) => void,
  publish: (state: PreviewState) => void,
  judged: (regrets: Regrets) => void,
): PreviewLine {
  let asked = 0;
  let answered = 0;
  let regrets: Regrets = new Map();
  let flying: { readonly ask: number; readonly edits: Edits } | null = null;
  let waiting: Edits | null = null;
  let answer: PreviewAnswer | null = null;
  let timelines: readonly Timeline[] = [];
  post({ kind: "open", world });

  const send = (edits: Edits) => {
    flying = { ask: ++asked, edits };
    post({ kind: "ask", ...flying });
  };
  const next = () => {
    flying = null;
    const edits = waiting;
    waiting = null;
    if (edits !== null) send(edits);
  };
  return {
    ask(edits) {
      if (flying === null) send(edits);
      else waiting = edits;
    },
    receive(reply) {
      if (reply.kind === "failure") {
        publish({ answer, failure: reply.message });
        // A failure after the answer leaves the question that is under way alone.
        return reply.ask === answered && flying !== null ? undefined : next();
      }
      if (reply.kind === "regret") {
        const policies = answer?.results ?? [];
        if (reply.ask !== answered) return;
        regrets = new Map(policies.map(({ policy }, i) => [policy, reply.regrets[i] as Regret]));
        return judged(regrets);
      }
      if (reply.ask !== flying?.ask) return;
      answered = reply.ask;
      timelines = merge(timelines, reply.timelines);
      answer = complete(world, flying.edits, reply, timelines);
      publish({ answer, failure: null });
      // What was replayed again has no regret until its own comes; the others keep theirs.
      const changed = new Set(reply.timelines.map((each) => each?.policy));
      regrets = new Map([...regrets].filter(([policy]) => !changed.has(policy)));
      judged(regrets);
      next();
    },
  };
}

function merge(
  kept: readonly Timeline[],
  changed: readonly (Timeline | null)[],
): readonly Timeline[] {
  return changed.map((timeline, index) => timeline ?? (kept[index] as Timeline));
}

function complete(
  world: World,
  edits: Edits,
  { results, forecastReaders }: Extract<PreviewReply, { kind: "answer" }>,
  timelines: readonly Timeline[],
): PreviewAnswer {
  const edited = edits === NO_EDITS ? world : applyEdits(world, edits);
  return { base: world, world: edited, edits, results, timelines, forecastReaders };
}
