/** `lowtide artifacts`: what live runs keep of their outputs, and what of it nothing needs any more. */
import { Command, InvalidArgumentError } from "commander";
import { unwrap } from "../../core/issue.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { openStoreIn } from "../../lab/keep.ts";
import {
  type ArtifactStores,
  artifactUse,
  openArtifactsIn,
  pruneArtifacts,
} from "../../lab/live/artifact-use.ts";
import { bytesText } from "../output/bytes.ts";
import { printLine } from "../output/streams.ts";

interface PruneOptions {
  readonly stagesOlderThan?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export function artifactsCommand(): Command {
  return new Command("artifacts")
    .summary("how much live runs keep of their outputs, and remove what nothing needs")
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(pruneCommand());
}

function listCommand(): Command {
  return new Command("list")
    .summary("how many artifacts are kept, how large they are, and how much of that nothing needs")
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "the data folder")
    .action(({ json, dataDir }: { json?: boolean; dataDir?: string }) =>
      withStores(dataDir, async (stores) => {
        const use = await artifactUse(stores);
        if (json) return printLine(JSON.stringify(use, null, 2));
        const { kept, unused, runs, stages } = use;
        if (kept.objects === 0)
          return printLine("No artifact is kept yet: live runs put them here.");
        printLine(`Kept: ${amount(kept)} (live runs: ${runs}, stages: ${stages})`);
        printLine(`Not needed any more: ${amount(unused)}`);
        if (unused.objects > 0) printLine("Remove them with: lowtide artifacts prune");
      }),
    );
}

function pruneCommand(): Command {
  return new Command("prune")
    .summary("remove the artifacts that no live run and no kept stage needs")
    .option("--stages-older-than <duration>", "first forget older stages, e.g. 30d", duration)
    .option("--dry-run", "only say what would go")
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "the data folder")
    .action(({ stagesOlderThan, dryRun = false, json, dataDir }: PruneOptions) =>
      withStores(dataDir, async (stores) => {
        const older = stagesOlderThan !== undefined && { stagesOlderThanMs: stagesOlderThan };
        const pruned = await pruneArtifacts(stores, { ...older, dryRun });
        if (json) return printLine(JSON.stringify(pruned, null, 2));
        const { removed, forgottenStages } = pruned;
        const [forgotten, gone] = dryRun
          ? ["Stages that would be forgotten", "Would be removed"]
          : ["Stages forgotten", "Removed"];
        if (older) printLine(`${forgotten}: ${forgottenStages}`);
        printLine(`${gone}: ${amount(removed)}`);
      }),
    );
}

function amount({ objects, bytes }: { readonly objects: number; readonly bytes: number }): string {
  return `${objects} ${objects === 1 ? "file" : "files"}, ${bytesText(bytes)}`;
}

function duration(text: string): number {
  const durationMs = parseDuration(text);
  if (durationMs === undefined) throw new InvalidArgumentError("Write it like 30d or 12h.");
  return durationMs;
}

async function withStores(
  dataDir: string | undefined,
  work: (stores: ArtifactStores) => Promise<void>,
): Promise<void> {
  const store = unwrap(openStoreIn(dataDir));
  try {
    const { live, stages } = store;
    await work({ live, stages, artifacts: openArtifactsIn(dataDir) });
  } finally {
    store.close();
  }
}
