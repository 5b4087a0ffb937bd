/** One question at a time, and only the latest of those that wait; answers to older ones are dropped. */
import type { World } from "../../../engine/core/scenario/world.ts";
import type { AccountAnswer, AccountQuestion, AccountReply, AccountRequest } from "./protocol.ts";
import type { Tornado } from "./types.ts";

export interface AccountState {
  /** The last answer; it stays while the next one is computed. */
  readonly answer: AccountAnswer | null;
  /** Of the last policy that was asked about; null while it is computed. */
  readonly tornado: Tornado | null;
  /** Why the latest question has no answer. */
  readonly failure: string | null;
}

export interface AccountLine {
  ask(question: AccountQuestion): void;
  receive(reply: AccountReply): void;
}

export const NO_ACCOUNT: AccountState = { answer: null, tornado: null, failure: null };

/** Puts questions about one world through `post`, and reports every state through `publish`. */
export function createAccountLine(
  world: World,
  post: (message: AccountRequest) => void,
  publish: (state: AccountState) => void,
): AccountLine {
  let asked = 0;
  let flying: number | null = null;
  let waiting: AccountQuestion | null = null;
  let state = NO_ACCOUNT;
  post({ kind: "open", world });

  const show = (change: Partial<AccountState>) => {
    state = { ...state, ...change };
    publish(state);
  };
  const send = (question: AccountQuestion) => {
    flying = ++asked;
    post({ kind: "ask", ask: flying, question });
  };
  const next = () => {
    flying = null;
    const question = waiting;
    waiting = null;
    if (question !== null) send(question);
  };
  return {
    ask(question) {
      if (flying === null) send(question);
      else waiting = question;
    },
    receive(reply) {
      if (reply.kind === "tornado") {
        if (reply.tornado.policy === state.answer?.question.policy)
          show({ tornado: reply.tornado });
        return;
      }
      if (reply.kind === "failure") {
        show({ failure: reply.message });
        // A world that cannot be opened has no answers; a tornado that fails leaves the next question alone.
        if (reply.ask === flying || reply.ask === -1) next();
        return;
      }
      if (reply.ask !== flying) return;
      const { answer } = reply;
      const same = state.tornado?.policy === answer.question.policy;
      show({ answer, failure: null, tornado: same ? state.tornado : null });
      next();
    },
  };
}
