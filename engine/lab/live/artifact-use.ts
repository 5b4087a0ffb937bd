/** Which artifacts are still needed, by live runs or by stages that may not have to run again. */
import type { LiveStore } from "../../core/live/run-store.ts";
import { outputKeys } from "../../core/live/stage.ts";
import type { StageStore } from "../../core/live/stage-store.ts";
import type { DurationMs } from "../../core/units/units.ts";
import {
  artifactFolder,
  type FolderArtifactStore,
  openArtifactStore,
  type Pruned,
} from "../../io/artifacts/store.ts";
import { dataFolder } from "../../io/data-folder/data-folder.ts";
import { nowMs } from "../../io/wall/now.ts";

export interface ArtifactStores {
  readonly live: LiveStore;
  readonly stages: StageStore;
  readonly artifacts: FolderArtifactStore;
}

export interface ArtifactUse {
  readonly kept: Pruned;
  /** What `prune` would remove. */
  readonly unused: Pruned;
  /** Live runs and stages that need the others. */
  readonly runs: number;
  readonly stages: number;
}

/** Entries of a log that are read at once. */
const READ_AT_ONCE = 2_000;

/** The artifacts in a data folder; the user's own folder when none is named. */
export function openArtifactsIn(chosen?: string): FolderArtifactStore {
  return openArtifactStore(artifactFolder(dataFolder(chosen)));
}

/** Artifacts that live runs have put out, and those of kept stages. */
export function keysInUse({ live, stages }: Omit<ArtifactStores, "artifacts">): Set<string> {
  const keys = new Set<string>();
  const take = (outputs: Parameters<typeof outputKeys>[0]) => {
    for (const { key } of outputKeys(outputs)) keys.add(key);
  };
  for (const { id, events } of live.list()) {
    for (let seq = 0; seq < events; seq += READ_AT_ONCE) {
      for (const { event } of live.records(id, seq, READ_AT_ONCE)) {
        if (event.type === "podFinished") take(event.outputs);
      }
    }
  }
  for (const { end } of stages.list()) take(end.outputs);
  return keys;
}

export async function artifactUse(stores: ArtifactStores): Promise<ArtifactUse> {
  const list = await stores.artifacts.list();
  const unused = await stores.artifacts.prune(keysInUse(stores), { dryRun: true });
  return {
    kept: { objects: list.length, bytes: list.reduce((sum, { bytes }) => sum + bytes, 0) },
    unused,
    runs: stores.live.list().length,
    stages: stores.stages.list().length,
  };
}

/**
 * Removes what nothing needs.
 *
 * @param options `stagesOlderThanMs`: first forgets stages that were kept longer ago
 */
export async function pruneArtifacts(
  stores: ArtifactStores,
  options: { readonly stagesOlderThanMs?: DurationMs; readonly dryRun?: boolean } = {},
): Promise<{ readonly removed: Pruned; readonly forgottenStages: number }> {
  const { stagesOlderThanMs = Number.POSITIVE_INFINITY, dryRun = false } = options;
  const beforeMs = nowMs() - stagesOlderThanMs;
  const old = stores.stages.list().filter(({ keptAtMs }) => keptAtMs < beforeMs);
  const stays = {
    ...stores.stages,
    list: () => stores.stages.list().filter((each) => each.keptAtMs >= beforeMs),
  };
  if (!dryRun && old.length > 0) stores.stages.forgetBefore(beforeMs);
  const removed = await stores.artifacts.prune(keysInUse({ ...stores, stages: stays }), { dryRun });
  return { removed, forgottenStages: old.length };
}
