/** A lab that answers at once, or as a test says. */
import type { LiveOutputs } from "../../engine/contract/live.ts";
import type { QualityOutputs } from "../../engine/contract/quality.ts";
import type { SweepOutputs } from "../../engine/contract/sweep.ts";
import type { Lab } from "../../engine/lab/lab.ts";

export function fakeLab(overrides: Partial<Lab> = {}): Lab {
  return {
    info: async () => ({ version: "1.2.3", dataFolder: "/data", runtime: "test" }),
    listScenarios: async () => [{ id: "s", title: "Größe \u2028", description: "", demo: true }],
    openScenario: async () => {
      throw new Error("this fake opens nothing");
    },
    listResults: async () => [],
    listWorkflows: async () => [],
    runWorkflow: async () => {
      throw new Error("this fake runs nothing");
    },
    ...noSweeps(),
    ...noLiveRuns(),
    ...noQuality(),
    close: async () => undefined,
    ...overrides,
  };
}

function noSweeps(): Pick<Lab, keyof SweepOutputs> {
  const nothing = async () => {
    throw new Error("this fake sweeps nothing");
  };
  return {
    sweepParameters: nothing,
    startSweep: nothing,
    listSweeps: async () => [],
    readSweep: nothing,
    analyseSweep: nothing,
    cancelSweep: nothing,
    resumeSweep: nothing,
    deleteSweep: nothing,
  };
}

function noLiveRuns(): Pick<Lab, keyof LiveOutputs> {
  const nothing = async () => {
    throw new Error("this fake runs nothing live");
  };
  return {
    liveCommands: nothing,
    startLiveRun: nothing,
    listLiveRuns: async () => [],
    readLiveRun: nothing,
    readLiveLog: nothing,
    controlLiveRun: nothing,
    deleteLiveRun: nothing,
  };
}

function noQuality(): Pick<Lab, keyof QualityOutputs> {
  const nothing = async () => {
    throw new Error("this fake trains nothing");
  };
  return { readQuality: nothing, startQuality: nothing, cancelQuality: nothing };
}
