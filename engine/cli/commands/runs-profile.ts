/** `lowtide runs profile RUN`: what a live run measured, as the profile of its scenario. */
import { Command } from "commander";
import { IssueError, problem, unwrap } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import {
  measuredProfiles,
  profilesText,
  withMeasuredProfiles,
} from "../../formats/profile/write-measured.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { DATA_DIR, type DataOptions, RUN_ARGUMENT, withLive } from "./runs-shared.ts";

interface Options extends DataOptions {
  readonly into?: string;
  readonly out?: string;
}

export function runProfileCommand(): Command {
  return new Command("profile")
    .summary("what a run measured, as profiles")
    .description(
      "Prints how long the pods of each template took and how busy they were, as a document of kind " +
        "Profiles. With --into it replaces what a scenario says of that, and leaves the rest of its " +
        "document as it is.",
    )
    .argument(...RUN_ARGUMENT)
    .option("--into <scenario>", "write it into this scenario's document")
    .option("-o, --out <file>", "write to this file instead of stdout")
    .option(...DATA_DIR)
    .action((id: string, options: Options) =>
      withLive(options.dataDir, ({ runs }) => {
        const { chronicle, question } = runs.followed(id);
        const measured = measuredProfiles(chronicle.machine.state.timeline.pods);
        if (measured.size === 0) {
          const hint = "Profiles come from programs that ended, on a system that counts CPU time.";
          throw new IssueError([
            problem("live/nothing-measured", `Live run ${id} has measured no pod.`, hint),
          ]);
        }
        const source = `Measured by live run ${id} of ${question.world.name} under ${question.policy}`;
        if (options.into !== undefined) return writeInto(options.into, measured, source);
        const text = profilesText(measured, source);
        if (options.out === undefined) process.stdout.write(text);
        else write(options.out, text);
      }),
    );
}

function writeInto(
  scenario: string,
  measured: ReturnType<typeof measuredProfiles>,
  source: string,
): void {
  const { file } = unwrap(findScenario(scenario));
  const text = unwrap(readText(file, MAX_DOCUMENT_BYTES));
  write(file, withMeasuredProfiles(text, measured, source));
}

function write(file: string, text: string): void {
  unwrap(writeAtomic(file, text));
  process.stderr.write(`Wrote ${file}\n`);
}
