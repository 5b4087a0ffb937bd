/** The answer to a scenario under edits, from the preview worker. */
import { useEffect, useRef, useState } from "react";
import type { Edits } from "./edits.ts";
import { createLine, type PreviewLine, type PreviewState } from "./line.ts";
import type { PreviewReply, PreviewRequest } from "./protocol.ts";
import { createRegretStore, type RegretStore } from "./regrets.ts";
import type { World } from "./types.ts";

const NOTHING: PreviewState = { answer: null, failure: null };

/** Opens a worker for the world and asks it whenever the edits change. */
export function usePreview(
  world: World,
  edits: Edits,
): PreviewState & { readonly regrets: RegretStore } {
  const [state, setState] = useState<PreviewState>(NOTHING);
  const [regrets] = useState(createRegretStore);
  const line = useRef<PreviewLine | null>(null);
  const latest = useRef(edits);
  latest.current = edits;

  useEffect(() => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const post = (message: PreviewRequest) => worker.postMessage(message);
    const opened = createLine(world, post, setState, regrets.set);
    worker.onmessage = ({ data }: MessageEvent<PreviewReply>) => opened.receive(data);
    worker.onerror = (event) =>
      setState(({ answer }) => ({ answer, failure: event.message || "The preview stopped." }));
    line.current = opened;
    opened.ask(latest.current);
    return () => {
      line.current = null;
      worker.terminate();
    };
  }, [world, regrets]);

  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else line.current?.ask(edits);
  }, [edits]);
  const other = state.answer !== null && state.answer.world.name !== world.name;
  return { ...(other ? NOTHING : state), regrets };
}
