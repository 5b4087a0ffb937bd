/** `lowtide sweep SCENARIO`: the scenario over many parameters, seeds, dates and zones. */
import { join } from "node:path";
import { Command } from "commander";
import type { MetricLimit, SweepAxisInput, SweepRow, SweepSummary } from "../../contract/sweep.ts";
import { IssueError, problem, unwrap } from "../../core/issue.ts";
import type { MetricName } from "../../core/sweep/metrics.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { openStoreIn } from "../../lab/keep.ts";
import { Sweeps } from "../../lab/sweep/sweeps.ts";
import { EXIT } from "../exit-codes.ts";
import { printIssues, printLine, printWarnings } from "../output/streams.ts";
import { csvLines, formatSweep, sweepObject } from "../output/sweep.ts";
import { sweepProgress } from "../output/sweep-progress.ts";
import {
  parseLimit,
  parseMetric,
  parseMetrics,
  parseSet,
  parseVary,
  parseWorkers,
} from "./sweep-values.ts";

export interface AnswerOptions {
  readonly metric: MetricName;
  readonly frontier?: MetricName[];
  readonly limit?: MetricLimit[];
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly out?: string;
  readonly dataDir?: string;
}

interface Options extends AnswerOptions {
  readonly vary?: SweepAxisInput[];
  readonly set?: SweepAxisInput[];
  readonly policy?: string[];
  readonly workers?: number;
  readonly data?: string;
  readonly resume?: string;
}

export function sweepCommand(): Command {
  const command = new Command("sweep")
    .summary("replay a scenario over many parameters, seeds, dates and zones")
    .description(
      "Replays a scenario at every combination of values and prints the distribution of a figure for " +
        "each policy, and how often each is the best. VALUES are a,b,c or from:to:step or 1..20 or " +
        "2024-01-01..2024-12-01/1mo. Rows are kept in the data folder while it runs: a sweep that " +
        "was cancelled or killed goes on with --resume.",
    )
    .argument("[scenario]", "a bundled scenario, or a folder or file of your own")
    .option("-v, --vary <param=values>", "vary a parameter; may be given several times", parseVary)
    .option("--set <param=value>", "set a parameter to one value", parseSet)
    .option("-p, --policy <policy...>", "only these: name or type; the baseline always runs")
    .option("-w, --workers <n>", "threads (default: one for each core)", parseWorkers)
    .option("--data <dir>", "folder with grid/ZONE_hourly_*.csv, for the parameter zone")
    .option("--resume <id>", "go on with a sweep that was cancelled or killed");
  return answerOptions(command).action(run);
}

/** The options that say how a sweep is shown. */
export function answerOptions(command: Command): Command {
  return command
    .option("-m, --metric <figure>", "figure that is shown", parseMetric, "carbonG")
    .option("-f, --frontier <figures>", "Pareto frontier of 2 to 4 figures", parseMetrics)
    .option("--limit <bound>", "of the frontier, such as deadlineMisses<=0", parseLimit)
    .option("--json", "print one JSON object, with all points")
    .option("--csv", "print all points as CSV")
    .option("-o, --out <dir>", "also write sweep.json and points.csv there")
    .option("--data-dir <dir>", "where sweeps are kept");
}

async function run(scenario: string | undefined, options: Options): Promise<void> {
  const opened = openStoreIn(options.dataDir);
  if (!opened.ok) printWarnings(opened.issues.map((each) => ({ ...each, severity: "warning" })));
  const store = opened.ok ? opened.value : undefined;
  const sweeps = new Sweeps({ store: store?.sweeps });
  try {
    const begun = begin(sweeps, scenario, options);
    const summary = await untilDone(sweeps, begun);
    printSweep(sweeps, summary, options);
  } finally {
    await sweeps.close();
    store?.close();
  }
}

function begin(sweeps: Sweeps, scenario: string | undefined, options: Options): SweepSummary {
  const { vary = [], set = [], policy, workers, data, resume } = options;
  const progress = sweepProgress();
  if (resume !== undefined) return sweeps.resume(resume, workers, progress);
  if (scenario === undefined || vary.length + set.length === 0) {
    const hint = "Write for example: lowtide sweep nightly-retrain --vary seed=1..20";
    throw new IssueError([problem("sweep/axes", "a scenario and a --vary are needed", hint)]);
  }
  return sweeps.start(
    {
      scenario,
      axes: [...set, ...vary],
      ...(policy && { policies: policy }),
      ...(data !== undefined && { data }),
      ...(workers !== undefined && { workers }),
    },
    progress,
  );
}

/** The first interrupt ends the sweep and keeps what is done; a second one ends the program. */
async function untilDone(sweeps: Sweeps, { id }: SweepSummary): Promise<SweepSummary> {
  const onSignal = () => void sweeps.cancel(id);
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  try {
    return await sweeps.wait(id);
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}

/** The answer on stdout; what failed, and how to go on, on stderr. */
export function printSweep(sweeps: Sweeps, summary: SweepSummary, options: AnswerOptions): void {
  const { metric, frontier, limit, out } = options;
  const analysis = sweeps.analyse(summary.id, { metric, frontier, limits: limit });
  const rows = allRows(sweeps, summary.id);
  const { failures } = sweeps.read(summary.id, summary.finished);
  const json = () => JSON.stringify(sweepObject(summary, analysis, rows, failures), null, 2);
  const csv = () => [...csvLines(summary, rows)].join("\n");
  if (options.json) printLine(json());
  else if (options.csv) printLine(csv());
  else printLine(formatSweep(summary, analysis));
  if (out !== undefined) {
    unwrap(writeAtomic(join(out, "sweep.json"), `${json()}\n`));
    unwrap(writeAtomic(join(out, "points.csv"), `${csv()}\n`));
    process.stderr.write(`Wrote sweep.json and points.csv to ${out}\n`);
  }
  for (const { point, issues } of failures) {
    process.stderr.write(`Point ${point} of sweep ${summary.id} failed:\n`);
    printIssues(issues);
  }
  const more = summary.failed - failures.length;
  if (more > 0) process.stderr.write(`${more} more points failed.\n`);
  if (summary.failed > 0) process.exitCode = EXIT.unsuccessful;
  if (summary.status === "finished") return;
  process.stderr.write(`Go on with: lowtide sweep --resume ${summary.id}\n`);
  if (summary.status === "cancelled") process.exitCode = EXIT.interrupted;
}

/** In point order, so that the answer does not tell how many threads there were. */
function allRows(sweeps: Sweeps, id: string): SweepRow[] {
  const all: SweepRow[] = [];
  for (let from = 0, more = true; more; ) {
    const read = sweeps.read(id, from);
    all.push(...read.rows);
    from = read.next;
    more = read.more;
  }
  return all.sort((a, b) => a.point - b.point);
}
