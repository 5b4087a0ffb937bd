/** `lowtide parity SCENARIO --policy P`: does the live run decide and do what the replay says? */
import { Command } from "commander";
import { IssueError, problem, unwrap } from "../../core/issue.ts";
import { policyNames } from "../../lab/live/ask.ts";
import { type Live, openLive } from "../../lab/live/open.ts";
import { type Parity, parityWith } from "../../lab/live/parity.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { EXIT } from "../exit-codes.ts";
import { liveRunProgress } from "../output/live.ts";
import { formatParity } from "../output/parity.ts";
import { printLine } from "../output/streams.ts";
import { startWithConsent } from "./run-consent.ts";
import { untilDone } from "./run-follow.ts";
import { parseScale, wishOf } from "./run-values.ts";
import { DATA_DIR } from "./runs-shared.ts";

interface Options {
  readonly policy?: string[];
  readonly timeScale?: number;
  readonly trust?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export function parityCommand(): Command {
  return new Command("parity")
    .summary("run a scenario for real and hold it against its replay")
    .description(
      "Replays a scenario under a policy, runs it live in scaled time, and compares: decisions, node " +
        "trees, durations, and energy modelled from measured CPU time. The exit code is 1 when decisions " +
        "or node trees differ. Durations and energy are shown, not judged.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-p, --policy <policy...>", "which: name or type; all of the scenario when left out")
    .option("--time-scale <n>", "seconds of scenario time in a second, or max", parseScale)
    .option("--trust", "yes to the programs that the scenario would start")
    .option("--json", "print one JSON object")
    .option(...DATA_DIR)
    .action((scenario: string, options: Options) => run(scenario, options));
}

/** One policy after the other; each is a live run that is kept, and can be looked at afterwards. */
async function run(scenario: string, options: Options): Promise<void> {
  const found = unwrap(findScenario(scenario));
  const live = openLive(options.dataDir);
  const parities: Parity[] = [];
  try {
    for (const policy of options.policy ?? unwrap(policyNames(found))) {
      const id = await startWithConsent(
        live,
        found,
        wishOf(policy, options.timeScale),
        options.trust === true,
      );
      if (id === undefined) return;
      await untilWhole(live, id);
      const { summary, account } = live.runs.view(id);
      const subject = { ...summary, ...account };
      parities.push(parityWith(live.runs.followed(id), subject));
    }
  } finally {
    await live.close();
  }
  printLine(
    options.json
      ? JSON.stringify({ parity: parities }, null, 2)
      : parities.map(formatParity).join("\n\n"),
  );
  if (parities.some(({ agrees }) => !agrees)) process.exitCode = EXIT.unsuccessful;
}

/** Half a run has no parity. */
async function untilWhole({ runs }: Live, id: string): Promise<void> {
  await untilDone(runs, id, liveRunProgress());
  const { status } = runs.summary(id);
  if (status !== "interrupted" && status !== "cancelled") return;
  const hint = "Start it again when there is time for a whole run.";
  throw new IssueError([problem("live/no-parity", `Live run ${id} was ${status}.`, hint)]);
}
