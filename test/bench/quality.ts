/** A quality surface of a year of weeks by the invoice program, at a tenth of its rows; and once more from what is kept. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Qualities } from "../../engine/lab/quality/qualities.ts";
import { atMost, type Claim } from "./measure.ts";

const SCENARIOS = join(import.meta.dirname, "../../scenarios");
/** A tenth of the scenario's. */
const SIZES = ["--rows", "2000", "--first-rows", "10000", "--window", "10000"];
const WORKERS = 2;
const CACHED_RUNS = 5;

/** The whole size takes ten times as long, within 10 minutes; `scenarios/weekly-invoices` says what it took. */
export async function measureQuality(): Promise<Claim[]> {
  const folder = mkdtempSync(join(tmpdir(), "lowtide-bench-"));
  try {
    const scenario = smallerScenario(folder);
    const first = await computeMs(scenario, folder);
    const cached: number[] = [];
    for (let run = 0; run < CACHED_RUNS; run++) cached.push(await computeMs(scenario, folder));
    const what = "quality surface, 52 weekly batches";
    return [
      atMost(`${what} of 2,000 invoices, ${WORKERS} workers`, "s", 60, [first / 1_000]),
      atMost(
        `${what}, from what is kept`,
        "s",
        1,
        cached.map((tookMs) => tookMs / 1_000),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program stays where it is: it imports from the engine. */
function smallerScenario(folder: string): string {
  const copy = join(folder, "scenario");
  cpSync(join(SCENARIOS, "weekly-invoices"), copy, { recursive: true });
  rmSync(join(copy, "quality.json"));
  const program = ["node", join(SCENARIOS, "green-e2e-ml/steps/quality.ts"), ...SIZES];
  const file = join(copy, "scenario.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/program: \[.*\]/, `program: ${JSON.stringify(program)}`));
  return copy;
}

async function computeMs(scenario: string, dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const qualities = new Qualities({ dataDir });
  qualities.start(scenario, { trustAll: true, workers: WORKERS });
  const { status, failures } = await qualities.wait(scenario);
  if (status !== "complete") throw new Error(JSON.stringify(failures));
  return performance.now() - startedMs;
}
