/** Live runs: what the engine adds to a step, and a workflow of many steps that do nothing. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { bareSpawn, timeMs } from "./attempt.ts";
import { atMost, type Claim, percentile } from "./measure.ts";

const ROOT = join(import.meta.dirname, "../..");
const STEPS = 500;
const IN_A_ROW = 40;
const RUNS = 5;

export async function measureLive(): Promise<Claim[]> {
  const overheadsMs: number[] = [];
  // One after another: what is in common (services, the store) is shared out over the steps.
  const row = `[[${calls(IN_A_ROW).join("], [")}]]`;
  for (let run = 0; run < RUNS; run++) {
    // Bare ones before and behind each run: the machine's speed changes from minute to minute.
    const before = await bareMs();
    const { tookMs } = await runLive(row);
    overheadsMs.push(tookMs / IN_A_ROW - (before + (await bareMs())) / 2);
  }
  const weekS = (await timeMs(publishedWeek)) / 1_000;
  const all = await runLive(`[[{ name: a, template: a, withSequence: { count: "${STEPS}" } }]]`);
  return [
    atMost("a step of a live run, over a bare spawn of its program", "ms", 30, overheadsMs),
    atMost(`a live workflow of ${STEPS} steps that do nothing`, "s", 60, [all.tookMs / 1_000]),
    atMost("green-e2e-ml live, naive: 7 days, 7 real trainings, decided as replayed", "s", 90, [
      weekS,
    ]),
    atMost("the host of the workflow of 500 steps, peak memory", "MB", 300, [all.peakKb / 1_000]),
  ];
}

/** Median of some bare spawns; the first ones warm up. */
async function bareMs(): Promise<number> {
  const times: number[] = [];
  for (let spawn = 0; spawn < IN_A_ROW; spawn++) times.push(await timeMs(bareSpawn));
  return percentile(times.slice(IN_A_ROW / 4), 50);
}

/** On a clock that never waits: what is left is work. */
async function publishedWeek(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  const args = ["parity", "green-e2e-ml", "-p", "naive", "--time-scale", "max", "--trust"];
  // Exit code 1 when the run and its replay differ: that ends the bench.
  await execa(process.execPath, ["engine/cli/main.ts", ...args, "--data-dir", folder], {
    cwd: ROOT,
  });
  rmSync(folder, { recursive: true });
}

function calls(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `{ name: s${index}, template: a }`);
}

async function runLive(steps: string): Promise<{ tookMs: number; peakKb: number }> {
  const args = ["test/bench/live-process.ts", steps];
  const { stdout } = await execa(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as { tookMs: number; peakKb: number };
}
