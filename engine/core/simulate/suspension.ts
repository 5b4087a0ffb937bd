/** Suspended nodes on the virtual clock: when somebody resumes them, and with which values. */
import { resumptionOf } from "../profile/outcome.ts";
import type { ProfiledPod, Resumption } from "../profile/pod.ts";
import type { Profile } from "../profile/profile.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { WorkflowEvent } from "../workflow/event.ts";
import type { WorkflowNode } from "../workflow/state.ts";

/**
 * How somebody resumes a node; undefined: nobody does, and it goes on by itself when its own time is
 * over, as in Argo.
 *
 * @param ownMs after what time it goes on by itself; undefined: never
 * @param ask gives the drawn resumption, or the expected one
 */
export function resumptionFor(
  profile: Profile,
  pod: ProfiledPod,
  ownMs: DurationMs | undefined,
  ask: typeof resumptionOf = resumptionOf,
): Resumption | undefined {
  if (ownMs !== undefined && profile.suspend === undefined) return undefined;
  return ask(profile, pod, ownMs);
}

/** The event that a resumption is; one that says what is wrong ends the node with it. */
export function resumptionEvent(
  { name }: WorkflowNode,
  { outputs, message = "" }: Pick<Resumption, "outputs"> & { readonly message?: string },
  atMs: InstantMs,
): WorkflowEvent {
  const selector = { name };
  return message === ""
    ? { type: "resume", atMs, selector, outputs }
    : { type: "stop", atMs, selector, message };
}
