/** The shape of a policy: a rule, where it is from, and what it reads. */
import type { PolicyAnswer, PolicyInput } from "./contract.ts";

export interface PolicyRule<Spec> {
  /** Where the rule is from. */
  readonly source: string;
  /** All that it reads of its input; a test holds it to this list. */
  readonly sees: readonly (keyof PolicyInput)[];
  /** The answer to "may this start, or go on, now?"; deterministic in its two arguments. */
  readonly decide: (spec: Spec, input: PolicyInput) => PolicyAnswer;
}

/** What `latestStartMs` reads. */
export const LATEST_START = [
  "askedAtMs",
  "deadlineMs",
  "marginMs",
  "expectedDurationMs",
  "followingMs",
] as const satisfies readonly (keyof PolicyInput)[];
