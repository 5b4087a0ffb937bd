/** The event log of a replay as text: one JSON line for each event, decision and effect, in order. */
import type { PolicySpec } from "../policy/spec.ts";
import type { PreparedWorld } from "./context.ts";
import { replay } from "./replay.ts";

/**
 * The log of one policy's replay. Its bytes depend on world, policy and seed alone, so its hash is the
 * same in every runtime.
 */
export function replayLog(prepared: PreparedWorld, spec: PolicySpec): string {
  const lines = [JSON.stringify({ log: "lowtide/v1", policy: spec, seed: prepared.world.seed })];
  let decided = 0;
  replay({ ...prepared, spec }, (event, effects, state) => {
    lines.push(JSON.stringify({ event }));
    const { decisions } = state.timeline;
    for (; decided < decisions.length; decided++) {
      lines.push(JSON.stringify({ decision: decisions[decided] }));
    }
    for (const effect of effects) lines.push(JSON.stringify({ effect }));
  });
  return `${lines.join("\n")}\n`;
}
