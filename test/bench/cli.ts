/** From starting the command line to the demo's tables, as a whole process. */
import { join } from "node:path";
import { execa } from "execa";
import { atMost, type Claim } from "./measure.ts";

const ROOT = join(import.meta.dirname, "../..");
const RUNS = 7;

export async function measureCli(): Promise<Claim> {
  const times: number[] = [];
  for (let run = -1; run < RUNS; run++) {
    const startedMs = performance.now();
    await execa(process.execPath, ["engine/cli/main.ts", "demo"], { cwd: ROOT });
    if (run >= 0) times.push(performance.now() - startedMs);
  }
  return atMost("start of the CLI to the demo's tables and report", "ms", 1_500, times);
}
