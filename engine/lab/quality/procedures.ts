/** Quality surfaces as the contract has them. */
import type { QualityOutputs } from "../../contract/quality.ts";
import type { Lab } from "../lab.ts";
import type { Qualities } from "./qualities.ts";

export function qualityProcedures(qualities: Qualities): Pick<Lab, keyof QualityOutputs> {
  return {
    readQuality: async ({ scenario }) => qualities.view(scenario),
    startQuality: async ({ scenario, ...options }) => qualities.start(scenario, options),
    cancelQuality: async ({ scenario }) => qualities.cancel(scenario),
  };
}
