/** A sweep of 10,000 replays of a month: with one thread, with two, and what memory it takes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atLeast, atMost, type Claim } from "./measure.ts";

const POLICIES = 5;
/** 10,000 replays. */
const POINTS = 2_000;
/** Starting threads and compiling for each of them takes a second; the comparison needs work beside it. */
const COMPARED_POINTS = 7_000;
const PROGRAM = join(import.meta.dirname, "sweep-process.ts");

interface Measured {
  readonly tookMs: number;
  readonly peakMb: number;
  readonly rowsSha256: string;
}

/** Each sweep in a process of its own, store and start of the threads included. */
export function measureSweep(): Claim[] {
  const short = sweep(2, POINTS);
  const [one, two] = [sweep(1, COMPARED_POINTS), sweep(2, COMPARED_POINTS)];
  if (one.rowsSha256 !== two.rowsSha256) throw new Error("two workers gave other rows than one");
  const replays = (points: number) => `sweep, ${points * POLICIES} replays of a month`;
  return [
    atMost(`${replays(POINTS)}, 2 workers`, "s", 60, [short.tookMs / 1_000]),
    atMost(`${replays(POINTS)}, 2 workers, most memory of the process`, "MB", 1_000, [
      short.peakMb,
    ]),
    atLeast(`${replays(COMPARED_POINTS)}, 2 workers against 1`, "times faster", 1.8, [
      one.tookMs / two.tookMs,
    ]),
  ];
}

function sweep(workers: number, points: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  try {
    const args = [PROGRAM, folder, String(workers), String(points)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
