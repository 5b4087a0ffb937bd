/** An icon for each status of a live run and each state of a request; every one has a shape of its own. */
import type { LiveRunStatus } from "../../../engine/contract/live.ts";
import { PHASE_ICON } from "../workflow/phases.ts";
import type { RowState } from "./rows.ts";

const CIRCLE = "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13";

/** Strokes in a square of 16. */
export const STATUS_ICON: Readonly<Record<LiveRunStatus | RowState, string>> = {
  running: PHASE_ICON.Running,
  paused: `${CIRCLE}M6.2 5.4v5.2M9.8 5.4v5.2`,
  interrupted: "M8.8 1.2L3.4 9h4L6.6 14.8L12.6 6.6H8.4Z",
  succeeded: PHASE_ICON.Succeeded,
  failed: PHASE_ICON.Failed,
  cancelled: `${CIRCLE}M3.6 3.6l8.8 8.8`,
  later: PHASE_ICON.Omitted,
  waiting: PHASE_ICON.Pending,
  skipped: PHASE_ICON.Skipped,
  cut: `${CIRCLE}M3.6 3.6l8.8 8.8`,
};

/** The token of its colour, among those of Argo's phases. */
export const STATUS_TONE: Readonly<Record<LiveRunStatus | RowState, string>> = {
  running: "running",
  paused: "pending",
  interrupted: "error",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "omitted",
  later: "omitted",
  waiting: "pending",
  skipped: "skipped",
  cut: "omitted",
};
