/** Runs one command line and turns whatever happened into an exit code. */
import { Command, CommanderError } from "commander";
import { IssueError } from "../core/issue.ts";
import { VERSION } from "../lab/version.ts";
import { accountCommand } from "./commands/account.ts";
import { artifactsCommand } from "./commands/artifacts.ts";
import { catalogueCommand } from "./commands/catalogue.ts";
import { conformanceCommand } from "./commands/conformance.ts";
import { demoCommand } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { gridCommand } from "./commands/grid.ts";
import { optimumCommand } from "./commands/optimum.ts";
import { papersCommand } from "./commands/papers.ts";
import { parityCommand } from "./commands/parity.ts";
import { qualityCommand } from "./commands/quality.ts";
import { reportCommand } from "./commands/report.ts";
import { resultsCommand } from "./commands/results.ts";
import { runCommand } from "./commands/run.ts";
import { runsCommand } from "./commands/runs.ts";
import { schemaCommand } from "./commands/schema.ts";
import { serveCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { sweepsCommand } from "./commands/sweeps.ts";
import { tuneCommand } from "./commands/tune.ts";
import { validateCommand } from "./commands/validate.ts";
import { workflowCommand } from "./commands/workflow.ts";
import { EXIT } from "./exit-codes.ts";
import { printIssues } from "./output/streams.ts";

export function createProgram(): Command {
  const program = new Command("lowtide")
    .description("A what-if lab for carbon-aware ML pipelines: offline, on this machine.")
    .version(VERSION)
    .showHelpAfterError("(lowtide --help shows the commands)")
    .showSuggestionAfterError();
  for (const command of [
    simulateCommand(),
    accountCommand(),
    reportCommand(),
    optimumCommand(),
    sweepCommand(),
    sweepsCommand(),
    tuneCommand(),
    runCommand(),
    runsCommand(),
    parityCommand(),
    qualityCommand(),
    validateCommand(),
    workflowCommand(),
    conformanceCommand(),
    exportCommand(),
    gridCommand(),
    catalogueCommand(),
    papersCommand(),
    resultsCommand(),
    artifactsCommand(),
    schemaCommand(),
    serveCommand(),
    demoCommand(),
  ]) {
    program.addCommand(command);
  }
  return withExitOverride(program);
}

/** The exit code of a command line (see exit-codes.ts). */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof IssueError) {
      printIssues(error.issues);
      return EXIT.input;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`This is a defect of Lowtide, not of your input.\n${detail}\n`);
    return EXIT.internal;
  }
}

/** Commander would end the process itself; here it throws, in sub-commands too. */
function withExitOverride(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) withExitOverride(child);
  return command;
}
