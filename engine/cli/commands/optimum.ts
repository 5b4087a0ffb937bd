/** `lowtide optimum SCENARIO`: the lowest-carbon schedule with perfect knowledge, and what is proven. */
import { Command, InvalidArgumentError } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { MINUTE_MS } from "../../core/units/units.ts";
import { readText } from "../../io/files/read-text.ts";
import { findOptimum, toOptimumObject } from "../../lab/optimum.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { formatOptimum } from "../output/optimum.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { parseSeed } from "./simulate.ts";

interface Options {
  readonly policy?: string;
  readonly grid?: string;
  readonly seed?: number;
  readonly milp?: boolean;
  readonly timeLimit: number;
  readonly json?: boolean;
}

export function optimumCommand(): Command {
  return new Command("optimum")
    .summary("the lowest-carbon schedule of a scenario, with perfect knowledge")
    .description(
      "Places the runs that a policy made anew, with the grid's future known: every step between asking " +
        "and deadline, in the order of the workflow, on the nodes of the pool. Says of each figure " +
        "whether it is exact or a lower bound.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-p, --policy <policy>", "whose runs: name, type, or a file with kind: Policy")
    .option(
      "-g, --grid <file>",
      "carbon intensity history: Electricity Maps CSV or timestamp,gco2_per_kwh",
    )
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option("--milp", "prove runs that share nodes with the solver HiGHS (package highs)")
    .option(
      "--time-limit <duration>",
      "longest time of the solver for runs that share nodes",
      parseLimit,
      MINUTE_MS,
    )
    .option("--json", "print one JSON object")
    .action((scenario: string, options: Options) => run(scenario, options));
}

async function run(scenario: string, options: Options): Promise<void> {
  const found = unwrap(findScenario(scenario));
  const { grid, seed, policy, milp, timeLimit } = options;
  const answer = await findOptimum(found, {
    onProgress: progressOf(`Searching ${found.id}, parts`),
    ...(grid !== undefined && {
      grid: { file: grid, text: unwrap(readText(grid, MAX_GRID_FILE_BYTES)) },
    }),
    ...(seed !== undefined && { seed }),
    ...(policy !== undefined && { policy }),
    ...(milp && { milpLimitMs: timeLimit }),
  });
  const optimum = unwrap(answer);
  if (answer.ok) printWarnings(answer.warnings);
  printLine(
    options.json ? JSON.stringify(toOptimumObject(optimum), null, 2) : formatOptimum(optimum),
  );
}

function parseLimit(text: string): number {
  const limitMs = parseDuration(text);
  if (limitMs !== undefined && limitMs > 0) return limitMs;
  throw new InvalidArgumentError("Give a duration above 0, such as 60s or 5m.");
}
