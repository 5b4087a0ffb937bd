/** `lowtide runs`: live runs that are kept in the data folder, and what can be done with them. */
import { Command } from "commander";
import { formatRun, formatRunList } from "../output/live.ts";
import { formatStageDecisions } from "../output/stages.ts";
import { printLine } from "../output/streams.ts";
import { follow } from "./run-follow.ts";
import { runLogsCommand } from "./runs-logs.ts";
import { runOperationCommands } from "./runs-operate.ts";
import { runProfileCommand } from "./runs-profile.ts";
import { control, DATA_DIR, type DataOptions, RUN_ARGUMENT, withLive } from "./runs-shared.ts";

export function runsCommand(): Command {
  const command = new Command("runs")
    .summary("list, show, steer and delete live runs")
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(showCommand())
    .addCommand(runLogsCommand())
    .addCommand(whyCommand())
    .addCommand(runProfileCommand())
    .addCommand(resumeCommand());
  for (const each of [
    controlCommand("pause", "time stands still, and nothing new starts"),
    controlCommand("cancel", "end a run and everything that it runs"),
    ...runOperationCommands(),
    deleteCommand(),
  ])
    command.addCommand(each);
  return command;
}

function listCommand(): Command {
  return new Command("list")
    .summary("list live runs, newest first")
    .option("--json", "print one JSON object")
    .option(...DATA_DIR)
    .action(({ json, dataDir }: DataOptions & { json?: boolean }) =>
      withLive(dataDir, ({ runs }) => {
        const all = runs.list();
        if (json) return printLine(JSON.stringify({ runs: all }, null, 2));
        if (all.length > 0) return printLine(formatRunList(all));
        printLine("There is no live run yet. Begin one with: lowtide run SCENARIO --policy NAME");
      }),
    );
}

function showCommand(): Command {
  return new Command("show")
    .summary("requests, attempts and decisions of a run, beside its replay")
    .argument(...RUN_ARGUMENT)
    .option("--json", "print one JSON object")
    .option(...DATA_DIR)
    .action((id: string, { json, dataDir }: DataOptions & { json?: boolean }) =>
      withLive(dataDir, ({ runs }) => {
        const view = runs.view(id);
        printLine(json ? JSON.stringify(view, null, 2) : formatRun(view));
      }),
    );
}

function whyCommand(): Command {
  return new Command("why")
    .summary("why stages that ask for caching ran again, or did not")
    .argument(...RUN_ARGUMENT)
    .argument("[node]", "only this node, by its name or that of its step")
    .option(...DATA_DIR)
    .action((id: string, node: string | undefined, { dataDir }: DataOptions) =>
      withLive(dataDir, ({ runs, stages }) => {
        runs.summary(id);
        printLine(formatStageDecisions(stages.decisions(id), node));
      }),
    );
}

interface ResumeOptions extends DataOptions {
  readonly json?: boolean;
  readonly trust?: boolean;
}

function resumeCommand(): Command {
  return new Command("resume")
    .summary("go on with a run that is paused, or whose program has ended")
    .argument(...RUN_ARGUMENT)
    .option("--trust", "although its programs have changed since they were trusted")
    .option("--json", "print one JSON object")
    .option(...DATA_DIR)
    .action((id: string, { dataDir, json, trust }: ResumeOptions) =>
      withLive(dataDir, async (live) => {
        const { runs } = live;
        live.trustsChanges = trust === true;
        const { status } = await runs.control(id, { kind: "resume" });
        // One that another program drives goes on there.
        if (runs.drives(id)) await follow(runs, id, { ...(json && { json }) });
        else process.stderr.write(`Live run ${id}: asked to go on; it is ${status}.\n`);
      }),
    );
}

function controlCommand(kind: "pause" | "cancel", summary: string): Command {
  return new Command(kind)
    .summary(summary)
    .argument(...RUN_ARGUMENT)
    .option(...DATA_DIR)
    .action((id: string, { dataDir }: DataOptions) => control(dataDir, id, { kind }));
}

function deleteCommand(): Command {
  return new Command("delete")
    .summary("delete a run that has ended, with its logs and volumes")
    .argument(...RUN_ARGUMENT)
    .option(...DATA_DIR)
    .action((id: string, { dataDir }: DataOptions) =>
      withLive(dataDir, ({ runs }) => {
        runs.delete(id);
        process.stderr.write(`Live run ${id} is deleted.\n`);
      }),
    );
}
