/** `lowtide runs logs RUN ATTEMPT`: what a program of a live run printed. */
import { setTimeout as pause } from "node:timers/promises";
import { Command } from "commander";
import { DATA_DIR, type DataOptions, RUN_ARGUMENT, withLive } from "./runs-shared.ts";
import { integerFrom } from "./workflow-options.ts";

interface Options extends DataOptions {
  readonly follow?: boolean;
  readonly search?: string;
  readonly tail?: number;
}

const READ_BYTES = 65_536;
const LOOK_EVERY_MS = 200;

export function runLogsCommand(): Command {
  return new Command("logs")
    .summary("what a program printed, standard output and errors together")
    .argument(...RUN_ARGUMENT)
    .argument(
      "<attempt>",
      "as `lowtide runs show` lists it; or the name of a step: its last attempt",
    )
    .option("-f, --follow", "go on printing until it has ended")
    .option("--search <text>", "only lines that hold this text")
    .option("--tail <bytes>", "only so many bytes from the end", integerFrom(1, 1_073_741_824))
    .option(...DATA_DIR)
    .action((id: string, attempt: string, options: Options) =>
      withLive(options.dataDir, async (live) => {
        const { search, tail } = options;
        let from = tail === undefined ? 0 : -tail;
        for (;;) {
          const read = live.log(id, attempt, {
            from,
            limit: READ_BYTES,
            ...(search && { search }),
          });
          process.stdout.write(read.text);
          const more = read.next < read.totalBytes;
          from = read.next;
          if (more) continue;
          if (options.follow !== true || read.ended) return;
          await pause(LOOK_EVERY_MS);
        }
      }),
    );
}
