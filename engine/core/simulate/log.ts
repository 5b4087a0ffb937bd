/** The event log of a replay as text: one JSON line for each event, decision and effect, in order. */
import type { PolicySpec } from "../policy/spec.ts";
import type { Observer } from "./replay.ts";

/**
 * Writes a replay down while it runs, as its observer. The bytes depend on world, policy and seed
 * alone, so their hash is the same in every runtime.
 */
export class ReplayLog {
  private readonly lines: string[];
  private decided = 0;

  constructor(spec: PolicySpec, seed: number) {
    this.lines = [JSON.stringify({ log: "lowtide/v1", policy: spec, seed })];
  }

  readonly observe: Observer = (event, effects, state) => {
    this.lines.push(JSON.stringify({ event }));
    const { decisions } = state.timeline;
    for (; this.decided < decisions.length; this.decided++) {
      this.lines.push(JSON.stringify({ decision: decisions[this.decided] }));
    }
    for (const effect of effects) this.lines.push(JSON.stringify({ effect }));
  };

  get text(): string {
    return `${this.lines.join("\n")}\n`;
  }
}
