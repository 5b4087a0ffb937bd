/** What the commands about live runs have in common. */
import type { LiveOperation } from "../../core/live/run-store.ts";
import { type Live, openLive } from "../../lab/live/open.ts";
import { follow } from "./run-follow.ts";

export interface DataOptions {
  readonly dataDir?: string;
}

export const RUN_ARGUMENT = ["<run>", "as `lowtide runs list` shows it"] as const;
export const DATA_DIR = ["--data-dir <dir>", "where runs are kept"] as const;

/** Asks whichever program drives the run. */
export async function control(
  dataDir: string | undefined,
  id: string,
  operation: LiveOperation,
): Promise<void> {
  await withLive(dataDir, async ({ runs }) => {
    const { status } = await runs.control(id, operation);
    process.stderr.write(`Live run ${id}: asked; it was ${status}.\n`);
    if (runs.drives(id)) await follow(runs, id, {});
  });
}

export async function withLive(
  dataDir: string | undefined,
  work: (live: Live) => void | Promise<void>,
): Promise<void> {
  const live = openLive(dataDir);
  try {
    await work(live);
  } finally {
    await live.close();
  }
}
