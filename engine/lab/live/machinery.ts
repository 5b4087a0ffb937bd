/** What live runs need of this machine: local processes, and a store for their artifacts. */
import { join } from "node:path";
import type { StageStore } from "../../core/live/stage-store.ts";
import { artifactFolder, openArtifactStore } from "../../io/artifacts/store.ts";
import { removeRun, wasBegun } from "../../io/process/begun.ts";
import { openProcessExecutor } from "../../io/process/executor.ts";
import type { LiveQuestion } from "./question.ts";
import type { LiveMachinery } from "./session.ts";
import { openStageCache } from "./stage-cache.ts";

/** Where live runs keep their files in a data folder. */
export function liveFolder(dataFolder: string): string {
  return join(dataFolder, "live");
}

export function processMachinery(
  dataFolder: string,
  stageStore: StageStore,
): (question: LiveQuestion, run: string) => LiveMachinery {
  const folder = liveFolder(dataFolder);
  return ({ logBytes, processes, environment, world, folder: scenarioFolder }, run) => {
    const artifacts = openArtifactStore(artifactFolder(dataFolder));
    return {
      executor: openProcessExecutor({
        folder,
        artifacts,
        limits: { logBytes, processes },
        environment,
      }),
      stages: openStageCache({
        store: stageStore,
        artifacts,
        scenario: world.name,
        folder: scenarioFolder,
      }),
      wasBegun: (attempt) => wasBegun(folder, run, attempt),
    };
  };
}

/** Logs and volumes of a run that is deleted; artifacts may be those of other runs as well. */
export function removeRunFiles(dataFolder: string, stageStore: StageStore): (run: string) => void {
  const folder = liveFolder(dataFolder);
  return (run) => {
    stageStore.forgetRun(run);
    removeRun(folder, run);
  };
}
