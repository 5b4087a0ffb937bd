/** Why a run was where it was, from the engine's own explanation. */
import { explainRequest } from "../../engine/core/compare/explain.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import type { PreviewAnswer } from "./protocol.ts";
import type { RequestExplanation } from "./types.ts";

/** Explains one request under one policy; undefined when there is no such policy or request. */
export function explain(
  answer: PreviewAnswer,
  policy: string,
  request: number,
): RequestExplanation | undefined {
  const { world, timelines } = answer;
  const timeline = timelines.find((each) => each.policy === policy);
  const baseline = timelines.find((each) => each.policy === world.baseline);
  if (timeline?.requests[request] === undefined || baseline === undefined) return undefined;
  return explainRequest(prepareWorld(world), timeline, baseline, request);
}
