/** A sweep of 10,000 replays of a month: with one thread, with two, and what memory it takes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atLeast, atMost, type Claim } from "./measure.ts";

const POINTS = 2_000;
const POLICIES = 5;
const ROUNDS = 3;
const PROGRAM = join(import.meta.dirname, "sweep-process.ts");

interface Measured {
  readonly tookMs: number;
  readonly peakMb: number;
  readonly rowsSha256: string;
}

/** Each sweep in a process of its own, store and start of the threads included. */
export function measureSweep(): Claim[] {
  // In turn, so that a machine that becomes slower does so for both.
  const rounds = Array.from({ length: ROUNDS }, () => ({ one: sweep(1), two: sweep(2) }));
  if (new Set(rounds.flatMap(({ one, two }) => [one.rowsSha256, two.rowsSha256])).size > 1) {
    throw new Error("two workers gave other rows than one");
  }
  const two = rounds.map((each) => each.two);
  const what = `sweep, ${POINTS * POLICIES} replays of a month`;
  const faster = rounds.map(({ one, two }) => one.tookMs / two.tookMs);
  const seconds = two.map(({ tookMs }) => tookMs / 1_000);
  const peaks = two.map(({ peakMb }) => peakMb);
  return [
    atMost(`${what}, 2 workers`, "s", 60, seconds),
    atLeast(`${what}, 2 workers against 1`, "times faster", 1.8, faster),
    atMost(`${what}, 2 workers, most memory of the process`, "MB", 1_000, peaks),
  ];
}

function sweep(workers: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  try {
    const args = [PROGRAM, folder, String(workers), String(POINTS)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
