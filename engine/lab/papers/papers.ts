/** The papers that come with the program. */
import type { PaperCheck } from "./check.ts";
import type { PaperExperiment } from "./experiment.ts";
import { gaiaCheck } from "./gaia/check.ts";
import { gaiaExperiment } from "./gaia/experiment.ts";
import { letsWaitAwhileCheck } from "./lets-wait-awhile/check.ts";
import { letsWaitAwhileExperiment } from "./lets-wait-awhile/experiment.ts";

export const PAPER_CHECKS: readonly PaperCheck[] = [letsWaitAwhileCheck, gaiaCheck];
export const PAPER_EXPERIMENTS: readonly PaperExperiment[] = [
  letsWaitAwhileExperiment,
  gaiaExperiment,
];
