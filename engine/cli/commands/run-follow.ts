/** Follows a live run of this process to its end, and prints what came of it. */
import type { LiveRunSummary } from "../../contract/live.ts";
import type { LiveRuns } from "../../lab/live/runs.ts";
import { EXIT } from "../exit-codes.ts";
import { formatRun, liveRunProgress } from "../output/live.ts";
import { printLine } from "../output/streams.ts";

const LOOK_EVERY_MS = 250;

export async function follow(
  runs: LiveRuns,
  id: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  await untilDone(runs, id, liveRunProgress());
  const view = runs.view(id);
  printLine(json ? JSON.stringify(view, null, 2) : formatRun(view));
  const { status } = view.summary;
  if (status !== "succeeded" && status !== "interrupted") process.exitCode = EXIT.unsuccessful;
}

/** The first interrupt leaves the run as it is, to be resumed; a second one ends the program at once. */
export async function untilDone(
  runs: LiveRuns,
  id: string,
  progress: (summary: LiveRunSummary) => void,
): Promise<void> {
  const timer = setInterval(() => progress(runs.summary(id)), LOOK_EVERY_MS);
  let interrupted = false;
  const onSignal = () => {
    interrupted = true;
    void runs.close();
  };
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  try {
    await runs.wait(id);
  } catch (error) {
    if (!interrupted) throw error;
  } finally {
    clearInterval(timer);
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
  progress(runs.summary(id));
  if (!interrupted) return;
  process.stderr.write(`Go on with: lowtide runs resume ${id}\n`);
  process.exitCode = EXIT.interrupted;
}
