/** Runs one command line and turns whatever happened into an exit code. */
import { Command, CommanderError } from "commander";
import { IssueError } from "../core/issue.ts";
import { VERSION } from "../lab/version.ts";
import { EXIT } from "./exit-codes.ts";
import { printIssues } from "./output/streams.ts";

/** By name, in the order of the help; a module is loaded when its command is wanted, since loading all takes a second. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  simulate: async () => (await import("./commands/simulate.ts")).simulateCommand(),
  account: async () => (await import("./commands/account.ts")).accountCommand(),
  report: async () => (await import("./commands/report.ts")).reportCommand(),
  optimum: async () => (await import("./commands/optimum.ts")).optimumCommand(),
  sweep: async () => (await import("./commands/sweep.ts")).sweepCommand(),
  sweeps: async () => (await import("./commands/sweeps.ts")).sweepsCommand(),
  tune: async () => (await import("./commands/tune.ts")).tuneCommand(),
  run: async () => (await import("./commands/run.ts")).runCommand(),
  runs: async () => (await import("./commands/runs.ts")).runsCommand(),
  parity: async () => (await import("./commands/parity.ts")).parityCommand(),
  quality: async () => (await import("./commands/quality.ts")).qualityCommand(),
  validate: async () => (await import("./commands/validate.ts")).validateCommand(),
  workflow: async () => (await import("./commands/workflow.ts")).workflowCommand(),
  conformance: async () => (await import("./commands/conformance.ts")).conformanceCommand(),
  export: async () => (await import("./commands/export.ts")).exportCommand(),
  grid: async () => (await import("./commands/grid.ts")).gridCommand(),
  catalogue: async () => (await import("./commands/catalogue.ts")).catalogueCommand(),
  papers: async () => (await import("./commands/papers.ts")).papersCommand(),
  results: async () => (await import("./commands/results.ts")).resultsCommand(),
  artifacts: async () => (await import("./commands/artifacts.ts")).artifactsCommand(),
  schema: async () => (await import("./commands/schema.ts")).schemaCommand(),
  serve: async () => (await import("./commands/serve.ts")).serveCommand(),
  demo: async () => (await import("./commands/demo.ts")).demoCommand(),
};
const COMMAND_NAMES = Object.keys(COMMANDS);

/** @param only the one command that is wanted; all of them when left out */
export async function createProgram(only?: string): Promise<Command> {
  const program = new Command("lowtide")
    .description("A what-if lab for carbon-aware ML pipelines: offline, on this machine.")
    .version(VERSION)
    .showHelpAfterError("(lowtide --help shows the commands)")
    .showSuggestionAfterError();
  for (const name of only === undefined ? COMMAND_NAMES : [only]) {
    program.addCommand(await (COMMANDS[name] as () => Promise<Command>)());
  }
  return withExitOverride(program);
}

/** The exit code of a command line (see exit-codes.ts). */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const [first = ""] = args;
    // Help, wrong names and options of the program itself need all commands.
    const program = await createProgram(Object.hasOwn(COMMANDS, first) ? first : undefined);
    await program.parseAsync([...args], { from: "user" });
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
