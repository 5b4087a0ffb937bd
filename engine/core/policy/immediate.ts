/** `immediate`: start when asked. Sees nothing. The behaviour of a pipeline without a policy. */
import type { PolicyAnswer } from "./contract.ts";

export function decideImmediate(): PolicyAnswer {
  return { action: "start", reason: "starts when asked" };
}
