/** `lowtide workflow run FILE`: runs a workflow on the virtual clock, or on processes, and prints its nodes. */
import { Command, Option } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_CHOSEN_DEPTH, MAX_TEMPLATE_DEPTH } from "../../core/limits.ts";
import { workflowStatus } from "../../core/workflow/status/status-of.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { type ChosenProfiles, chooseProfiles } from "../../lab/workflow/profiles.ts";
import { readLibrary, readTextFile } from "../../lab/workflow/read-library.ts";
import {
  readWorkflowFiles,
  simulateWorkflow,
  type WorkflowDocuments,
} from "../../lab/workflow/simulate.ts";
import { EXIT } from "../exit-codes.ts";
import { printLine, printWarnings } from "../output/streams.ts";
import { formatWorkflow } from "../output/workflow.ts";
import { parseScale } from "./run-values.ts";
import { parseSeed } from "./simulate.ts";
import { collectPair, integerFrom, parseInstant } from "./workflow-options.ts";
import { type ProcessOptions, runOnProcesses } from "./workflow-process.ts";

interface Options extends ProcessOptions {
  readonly on: "virtual" | "process";
  readonly profile?: string;
  readonly param?: Readonly<Record<string, string>>;
  readonly entrypoint?: string;
  readonly name?: string;
  readonly seed?: number;
  readonly start?: number;
  readonly maxDepth: number;
  readonly json?: boolean;
  readonly log?: string;
}

export function workflowRunCommand(): Command {
  return new Command("run")
    .summary("run a workflow and print its nodes")
    .description(
      "Runs the first workflow of a file as Argo's controller would. On the virtual clock nothing is " +
        "executed: profiles say how long pods take and what comes out. On processes its containers and " +
        "scripts are programs of this machine, which you are asked about first. The exit code is 0 when " +
        "the workflow succeeded and 1 when it did not.",
    )
    .argument("<file>", "YAML or JSON with a Workflow, WorkflowTemplate or CronWorkflow")
    .argument("[library...]", "files and folders with templates that it refers to")
    .addOption(
      new Option("--on <where>", "where it runs")
        .choices(["virtual", "process"])
        .default("virtual"),
    )
    .option("--profile <file>", "durations, outcomes and outputs by template (kind: Profiles)")
    .option("-p, --param <name=value>", "value of a parameter; may be repeated", collectPair)
    .option("--entrypoint <template>", "template to start with")
    .option("--name <name>", "name of the run")
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option("--start <instant>", "when it is submitted", parseInstant)
    .option(
      "--max-depth <n>",
      "deepest nesting of templates",
      integerFrom(1, MAX_CHOSEN_DEPTH),
      MAX_TEMPLATE_DEPTH,
    )
    .option("--json", "print one JSON object: Argo's status")
    .option("--log <file>", "also write the event log there, one JSON object a line")
    .option(
      "--live <file>",
      "on processes: which programs stand for images, as spec.live of a scenario",
    )
    .option("--time-scale <n>", "on processes: of what waits for time, or max", parseScale)
    .option("--trust", "on processes: yes to the programs that would be started")
    .option("--data-dir <dir>", "on processes: where the run is kept")
    .action((file: string, library: string[], options: Options) => {
      const documents = documentsOf(file, library);
      if (options.on === "process") return runOnProcesses(file, documents, options);
      return runVirtually(documents, options);
    });
}

/** The file's workflow, with everything that is beside it; warnings are printed. */
function documentsOf(file: string, libraryPaths: readonly string[]): WorkflowDocuments {
  const documents = readWorkflowFiles([unwrap(readTextFile(file))]);
  const library = readLibrary(libraryPaths);
  const { runnable, library: beside } = unwrap(documents);
  const given = { runnable, library: [...beside, ...unwrap(library)] };
  printWarnings([documents, library].flatMap((each) => (each.ok ? each.warnings : [])));
  return given;
}

function runVirtually(given: WorkflowDocuments, options: Options): void {
  const chosen = readChosenProfiles(options.profile);
  const log: string[] = [];
  const { seed, start, param, entrypoint, name, maxDepth } = options;
  const simulated = simulateWorkflow(given, {
    profiles: chosen.profiles,
    ...(seed === undefined ? {} : { seed }),
    ...(start === undefined ? {} : { startMs: start }),
    ...(param === undefined ? {} : { parameters: param }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(name === undefined ? {} : { name }),
    maxDepth,
    ...(options.log === undefined
      ? {}
      : { observe: (event: object) => log.push(JSON.stringify(event)) }),
  });
  const value = unwrap(simulated);
  if (simulated.ok) printWarnings(simulated.warnings);
  printWarnings(chosen.check(value.workflow));
  if (options.log !== undefined) unwrap(writeAtomic(options.log, `${log.join("\n")}\n`));
  const status = workflowStatus(value.plan, value.run.run);
  const words = { profiles: chosen.profiles, profile: options.profile };
  printLine(options.json ? JSON.stringify(status, null, 2) : formatWorkflow(value, status, words));
  if (status.phase !== "Succeeded") process.exitCode = EXIT.unsuccessful;
}

/** Those of a file, else the stated defaults. */
export function readChosenProfiles(file: string | undefined): ChosenProfiles {
  return unwrap(
    chooseProfiles(file === undefined ? undefined : unwrap(readTextFile(file)), undefined),
  );
}
