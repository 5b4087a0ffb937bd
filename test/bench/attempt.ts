/** What an attempt costs over a bare spawn: private folder, guard, log, measurement, clearing away. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProcessExecutor } from "../../engine/io/process/executor.ts";
import { attemptSpec, plainStore, runToEnd } from "../helpers/attempts.ts";
import { atMost, type Claim, percentile } from "./measure.ts";

const RUNS = 60;
const WARM_UP = 5;
/** The shortest program there is. */
const PROGRAM = "true";

export async function measureAttempt(): Promise<Claim> {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  const executor = openProcessExecutor({
    folder,
    artifacts: plainStore(join(folder, "store")),
    limits: { logBytes: 1_000_000, processes: 64 },
  });
  const bareMs: number[] = [];
  const attemptMs: number[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run++) {
    // In turns, so that a slow moment of the machine is in both.
    bareMs.push(await timeMs(bareSpawn));
    const outputs = {
      result: false,
      parameters: [{ name: "v", path: "/tmp/v", default: "" }],
      artifacts: [],
    };
    const spec = attemptSpec(`a${run}`, [PROGRAM], { outputs });
    attemptMs.push(await timeMs(() => runToEnd(executor, spec)));
  }
  await executor.close();
  rmSync(folder, { recursive: true });
  const bare = percentile(bareMs.slice(WARM_UP), 50);
  const over = attemptMs.slice(WARM_UP).map((ms) => ms - bare);
  return atMost("an attempt at a program, over a bare spawn of it", "ms", 10, over);
}

export function bareSpawn(): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(PROGRAM, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    child.stdout.resume();
    child.stderr.resume();
    child.once("close", () => resolve());
  });
}

export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
