/** Keeps answers in the store of the data folder, for the app and the command line alike. */
import { createHash } from "node:crypto";
import { type Issue, IssueError, type Result } from "../core/issue.ts";
import type { ResultStore } from "../core/ports.ts";
import { dataFolder, ensureDataFolder } from "../io/data-folder/data-folder.ts";
import { openStore, storeFile } from "../io/sqlite/store.ts";
import { nowIso } from "../io/wall/now.ts";
import { bestSavedPct } from "./results.ts";
import type { Simulation } from "./simulate.ts";
import { VERSION } from "./version.ts";

/** The store in a data folder; the user's own folder when none is named. */
export function openStoreIn(chosen?: string): Result<ResultStore> {
  const folder = dataFolder(chosen);
  const ready = ensureDataFolder(folder);
  return ready.ok ? openStore(storeFile(folder)) : ready;
}

/** Keeps an answer; what goes wrong with the store is a warning, the answer stands. */
export function keep(store: ResultStore, simulation: Simulation): readonly Issue[] {
  const { world, comparison, log, logSha256 } = simulation;
  const { about } = world.grid.trace;
  try {
    store.save({
      scenario: world.name,
      title: world.title,
      zone: about.zone,
      synthetic: about.synthetic,
      seed: world.seed,
      createdAt: nowIso(),
      contentKey: createHash("sha256")
        .update(`${VERSION}\n${JSON.stringify(world)}`)
        .digest("hex"),
      bestSavedPct: bestSavedPct(comparison.results),
      results: comparison.results,
      log,
      logSha256,
      trace: world.grid.trace,
    });
    return [];
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    return error.issues.map((issue) => ({ ...issue, severity: "warning" }));
  }
}
