/** A folder with a small, hand-computable grid year, laid out as the checks want it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { instantOfUtc, isoInstant } from "../../../engine/core/clock/civil.ts";

const SLOTS = 375 * 48;
/** Standard normal numbers that change nothing: forecasts are perfect. */
const NO_NOISE = Buffer.alloc(10 * SLOTS * 8);

export interface PaperFolder {
  readonly grid?: string | null;
  readonly jobs?: string | null;
  readonly noise?: Buffer | null;
  readonly expected?: unknown;
}

/** 100 g/kWh, but 50 at 00:30 of each day. */
function gridCsv(): string {
  const startMs = instantOfUtc(2020, 1, 1);
  const rows = Array.from(
    { length: SLOTS },
    (_, slot) => `${isoInstant(startMs + slot * 1_800_000)},${slot % 48 === 1 ? 50 : 100}`,
  );
  return `timestamp,gco2_per_kwh\n${rows.join("\n")}\n`;
}

export const GRID = gridCsv();
/** Two hours from Wednesday 10:00, and two from Wednesday 16:00. */
export const JOBS = "id,start_step_30min,duration_min\n0,20,120\n1,32,120\n";

/** What the paper's rules give on this grid. */
export const EXPECTED = {
  inputs: { XX: { file: "grid/XX_30min_2020.csv", rows: SLOTS } },
  nightly: {
    window_steps: [0, 1, 3],
    zones: {
      XX: {
        err0: {
          avg_ci_g_per_kwh: [100, 50, (364 * 50) / 365],
          saving_pct: [0, 50, 100 - (364 * 50) / 365],
          corrected_avg_ci_per_executed_job: [100, 50, 50],
          remark: [1, 2, 3],
        },
        err5: {
          per_seed_avg_ci: [Array(10).fill(100), Array(10).fill(50), Array(10).fill(18_200 / 365)],
        },
        published_figure_err5_avg_ci: [1, 2, 3],
      },
    },
  },
  ml: {
    jobs: 2,
    job_steps_total: 8,
    zones: {
      XX: {
        baseline_code: { sum_ci_steps: 800, mean_ci: 100, mean_start_delay_h: 0 },
        "next_workday|non-interruptible|0": {
          sum_ci_steps: 750,
          job_steps: 8,
          saving_pct_vs_code_baseline: 6.25,
          mean_completion_delay_h: 3.5,
          seed_std_pct: 0,
          shiftable_jobs: 1,
        },
      },
    },
  },
};

/** Writes the folder; `null` leaves a file out. */
export function writePaperFolder(folder: string, parts: PaperFolder = {}): string {
  const { grid = GRID, jobs = JOBS, noise = NO_NOISE, expected = EXPECTED } = parts;
  for (const name of ["grid", "jobs", "expected"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  const write = (path: string, content: string | Buffer | null) => {
    if (content !== null) writeFileSync(join(folder, path), content);
  };
  write("grid/XX_30min_2020.csv", grid);
  write("jobs/lwa_ml_jobs.csv", jobs);
  write("jobs/lwa_noise_z.f64", noise);
  const text = typeof expected === "string" ? expected : JSON.stringify(expected);
  write("expected/lwa_XX.json", text);
  return folder;
}
