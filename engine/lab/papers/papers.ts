/** The papers that come with the program. */
import type { PaperCheck } from "./check.ts";
import { letsWaitAwhileCheck } from "./lets-wait-awhile/check.ts";

export const PAPER_CHECKS: readonly PaperCheck[] = [letsWaitAwhileCheck];
