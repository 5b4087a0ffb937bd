/** The account of a scenario from the accounting worker, as assumptions change. */
import { useEffect, useRef, useState } from "react";
import type { World } from "../../../engine/core/scenario/world.ts";
import { type AccountLine, type AccountState, createAccountLine, NO_ACCOUNT } from "./line.ts";
import type { AccountQuestion, AccountReply, AccountRequest } from "./protocol.ts";

/** Opens a worker for the world and asks it whenever the question changes; null asks nothing. */
export function useAccount(world: World, question: AccountQuestion | null): AccountState {
  const [state, setState] = useState(NO_ACCOUNT);
  const line = useRef<AccountLine | null>(null);

  useEffect(() => {
    setState(NO_ACCOUNT);
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const post = (message: AccountRequest) => worker.postMessage(message);
    const opened = createAccountLine(world, post, setState);
    worker.onmessage = ({ data }: MessageEvent<AccountReply>) => opened.receive(data);
    worker.onerror = (event) =>
      setState((last) => ({ ...last, failure: event.message || "The accounting stopped." }));
    line.current = opened;
    return () => {
      line.current = null;
      worker.terminate();
    };
  }, [world]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new worker is asked the same question.
  useEffect(() => {
    if (question !== null) line.current?.ask(question);
  }, [question, world]);
  return state;
}
