/** The quality surface of a scenario and the detectors of a policy, from the worker. */
import { useEffect, useRef, useState } from "react";
import type { BatchFeatures } from "../../../engine/contract/quality.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import type { OpenedSurface, QualityReply, QualityRequest } from "./protocol.ts";
import type { PolicyQuality } from "./types.ts";

export interface QualityState {
  readonly surface: OpenedSurface | null;
  /** Of the policy that was asked for last and answered; null until then. */
  readonly quality: PolicyQuality | null;
  readonly failure: string | null;
}

const NOTHING: QualityState = { surface: null, quality: null, failure: null };

/** Opens a worker for the world, and asks it whenever the policy changes. */
export function useQuality(
  world: World,
  features: readonly BatchFeatures[] | null,
  policy: string,
): QualityState {
  const [state, setState] = useState(NOTHING);
  const worker = useRef<Worker | null>(null);

  useEffect(() => {
    setState(NOTHING);
    const opened = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    opened.onmessage = ({ data }: MessageEvent<QualityReply>) =>
      setState((before) => ({ ...before, ...changeOf(data) }));
    opened.onerror = (event) =>
      setState((before) => ({ ...before, failure: event.message || "The analysis stopped." }));
    post(opened, { kind: "open", world, features });
    worker.current = opened;
    return () => {
      worker.current = null;
      opened.terminate();
    };
  }, [world, features]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new worker is asked about the same policy.
  useEffect(() => {
    if (worker.current !== null) post(worker.current, { kind: "ask", policy });
  }, [policy, world, features]);
  return state;
}

function post(worker: Worker, request: QualityRequest): void {
  worker.postMessage(request);
}

function changeOf(reply: QualityReply): Partial<QualityState> {
  switch (reply.kind) {
    case "surface":
      return { surface: reply.surface, failure: null };
    case "policy":
      return { quality: reply.quality };
    case "failure":
      return { failure: reply.message };
  }
}
