/** A deadline that no run is expected to keep is a mistake in the scenario, not a result. */
import { type Issue, problem } from "../../core/issue.ts";
import type { PreparedWorld } from "../../core/simulate/context.ts";
import { formatDuration } from "../../core/units/duration.ts";
import type { ReadScenario } from "../../formats/scenario/read.ts";

/** An issue where even a run that starts when it is asked for is expected to end after its deadline. */
export function deadlineIssues(
  { world, expected, startUpMs }: PreparedWorld,
  locate: ReadScenario["locate"],
): Issue[] {
  const { deadlineMs } = world.workload;
  const shortest = expected.reduce((least, { run }) => Math.min(least, run.durationMs), Infinity);
  const shortestMs = startUpMs + shortest;
  if (shortestMs <= deadlineMs) return [];
  const message =
    `the deadline of ${formatDuration(deadlineMs)} is before the earliest end: ` +
    `a run is expected to take ${formatDuration(shortestMs)}`;
  const hint = "Give a later deadline, or make the steps shorter.";
  return [problem("scenario/deadline", message, hint, locate(["spec", "workload", "deadline"]))];
}
