/** `lowtide run SCENARIO --policy P`: the scenario for real, on this machine. */
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { openLive } from "../../lab/live/open.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { startWithConsent } from "./run-consent.ts";
import { follow } from "./run-follow.ts";
import { parseScale, wishOf } from "./run-values.ts";

interface Options {
  readonly policy: string;
  readonly timeScale?: number;
  readonly trust?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export function runCommand(): Command {
  return new Command("run")
    .summary("run a scenario for real on this machine, in scaled time")
    .description(
      "Runs the scenario's workflow as programs of this machine (spec.live says which), under one policy. " +
        "Grid and data pass in scaled time while nothing runs; programs take their own time. The programs " +
        "are listed first: nothing is started without a yes. An interrupt ends this program; the run can " +
        "go on with `lowtide runs resume`.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .requiredOption("-p, --policy <policy>", "which: name, type, or a file with kind: Policy")
    .option(
      "--time-scale <n>",
      "seconds of scenario time in a second while nothing runs, or max: it never waits",
      parseScale,
    )
    .option("--trust", "yes to the programs that the scenario would start")
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "where runs are kept")
    .action((scenario: string, options: Options) => run(scenario, options));
}

async function run(scenario: string, options: Options): Promise<void> {
  const found = unwrap(findScenario(scenario));
  const { policy, timeScale, trust } = options;
  const live = openLive(options.dataDir);
  try {
    const wish = wishOf(policy, timeScale);
    const started = await startWithConsent(live, found, wish, trust === true);
    if (started === undefined) return;
    process.stderr.write(`Live run ${started} of ${found.id} has begun.\n`);
    await follow(live.runs, started, options);
  } finally {
    await live.close();
  }
}
