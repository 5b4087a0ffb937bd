/** `lowtide sweeps`: those that are kept in the data folder. */
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { openStoreIn } from "../../lab/keep.ts";
import { Sweeps } from "../../lab/sweep/sweeps.ts";
import { printLine } from "../output/streams.ts";
import { formatTable } from "../output/table.ts";
import { type AnswerOptions, answerOptions, printSweep } from "./sweep.ts";

const HEADER = ["Sweep", "Scenario", "Begun at", "Status", "Points", "Failed", "Varies"];

export function sweepsCommand(): Command {
  return new Command("sweeps")
    .summary("list, show and delete the sweeps kept in the data folder")
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(
      answerOptions(
        new Command("show")
          .summary("the distributions of a kept sweep, finished or not")
          .argument("<id>", "as `lowtide sweeps` lists it"),
      ).action((id: string, options: AnswerOptions) =>
        withSweeps(options.dataDir, (sweeps) => printSweep(sweeps, sweeps.summary(id), options)),
      ),
    )
    .addCommand(
      new Command("delete")
        .summary("delete a kept sweep with its rows")
        .argument("<id>", "as `lowtide sweeps` lists it")
        .option("--data-dir <dir>", "where sweeps are kept")
        .action((id: string, { dataDir }: { dataDir?: string }) =>
          withSweeps(dataDir, async (sweeps) => {
            await sweeps.delete(id);
            process.stderr.write(`Sweep ${id} is deleted.\n`);
          }),
        ),
    );
}

function listCommand(): Command {
  return new Command("list")
    .summary("list the kept sweeps, newest first")
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "where sweeps are kept")
    .action(({ json, dataDir }: { json?: boolean; dataDir?: string }) =>
      withSweeps(dataDir, (sweeps) => {
        const all = sweeps.list();
        if (json) return printLine(JSON.stringify({ sweeps: all }, null, 2));
        if (all.length === 0) {
          return printLine("No sweep is kept yet. Begin one with: lowtide sweep SCENARIO --vary …");
        }
        const rows = all.map((each) => [
          each.id,
          each.title,
          each.createdAt,
          each.status,
          `${each.finished} of ${each.total}`,
          String(each.failed),
          each.axes.map(({ parameter }) => parameter).join(" "),
        ]);
        printLine(formatTable(HEADER, rows));
      }),
    );
}

async function withSweeps(
  dataDir: string | undefined,
  work: (sweeps: Sweeps) => void | Promise<void>,
): Promise<void> {
  const store = unwrap(openStoreIn(dataDir));
  try {
    await work(new Sweeps({ store: store.sweeps }));
  } finally {
    store.close();
  }
}
