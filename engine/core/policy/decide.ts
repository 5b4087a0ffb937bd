/** The policies by type: where a new one is registered. */
import type { PolicyAnswer, PolicyInput } from "./contract.ts";
import { decideCron } from "./cron.ts";
import { decideDriftGated } from "./drift-gated.ts";
import { decideImmediate } from "./immediate.ts";
import { decideLowestWindow } from "./lowest-window.ts";
import type { PolicySpec } from "./spec.ts";
import { decideThreshold } from "./threshold.ts";

/** The policy's answer to "may this run start now?"; deterministic in its two arguments. */
export function decide(spec: PolicySpec, input: PolicyInput): PolicyAnswer {
  switch (spec.type) {
    case "immediate":
      return decideImmediate();
    case "cron":
      return decideCron(spec, input);
    case "threshold":
      return decideThreshold(spec, input);
    case "drift-gated":
      return decideDriftGated(spec, input);
    case "lowest-window":
      return decideLowestWindow(input);
  }
}
