/** Live runs: what the engine adds to a step, and a workflow of many steps that do nothing. */
import { join } from "node:path";
import { execa } from "execa";
import { bareSpawn, timeMs } from "./attempt.ts";
import { atMost, type Claim, percentile } from "./measure.ts";

const ROOT = join(import.meta.dirname, "../..");
const STEPS = 500;
const IN_A_ROW = 40;
const RUNS = 5;

export async function measureLive(): Promise<Claim[]> {
  const bareMs: number[] = [];
  const overheadsMs: number[] = [];
  for (let run = 0; run < IN_A_ROW; run++) bareMs.push(await timeMs(bareSpawn));
  const bare = percentile(bareMs, 50);
  // One after another: what is in common (services, the store) is shared out over the steps.
  const row = `[[${calls(IN_A_ROW).join("], [")}]]`;
  for (let run = 0; run < RUNS; run++) {
    overheadsMs.push((await runLive(row)).tookMs / IN_A_ROW - bare);
  }
  const all = await runLive(`[[{ name: a, template: a, withSequence: { count: "${STEPS}" } }]]`);
  return [
    atMost("a step of a live run, over a bare spawn of its program", "ms", 30, overheadsMs),
    atMost(`a live workflow of ${STEPS} steps that do nothing`, "s", 60, [all.tookMs / 1_000]),
    atMost("the host of that workflow, peak memory", "MB", 300, [all.peakKb / 1_000]),
  ];
}

function calls(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `{ name: s${index}, template: a }`);
}

async function runLive(steps: string): Promise<{ tookMs: number; peakKb: number }> {
  const args = ["test/bench/live-process.ts", steps];
  const { stdout } = await execa(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as { tookMs: number; peakKb: number };
}
