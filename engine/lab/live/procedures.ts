/** Live runs as the contract has them. */
import type { LiveOutputs } from "../../contract/live.ts";
import type { Issue } from "../../core/issue.ts";
import { IssueError, unwrap } from "../../core/issue.ts";
import type { Lab } from "../lab.ts";
import { bundledIds, findScenario } from "../scenario/open.ts";
import type { Live } from "./open.ts";

/** @param live undefined without a store: live runs need one, for nothing may follow from what is not kept */
export function liveProcedures(
  live: Live | undefined,
  storeIssues: readonly Issue[],
  folder: string,
): Pick<Lab, keyof LiveOutputs> {
  const ready = (): Live => {
    if (live === undefined) throw new IssueError(storeIssues);
    return live;
  };
  return {
    liveCommands: async ({ scenario }) => ready().commands(unwrap(findScenario(scenario, folder))),
    startLiveRun: async ({ scenario, policy, timeScale, trust }) => {
      const found = unwrap(findScenario(scenario, folder));
      const wish = { policy, ...(timeScale !== undefined && { timeScale }) };
      const stored = bundledIds(folder).includes(scenario) ? scenario : found.file;
      return ready().start(found, wish, { scenario: stored, trust });
    },
    listLiveRuns: async () => ready().runs.list(),
    readLiveRun: async ({ id }) => ready().runs.view(id),
    readLiveLog: async ({ id, attempt, ...wish }) => ready().log(id, attempt, defined(wish)),
    controlLiveRun: async ({ id, operation }) => {
      if (operation.kind !== "workflow") return ready().runs.control(id, operation);
      const { node, outputs, ...asked } = operation;
      return ready().runs.control(id, {
        ...asked,
        ...(node !== undefined && { node }),
        ...(outputs !== undefined && { outputs }),
      });
    },
    deleteLiveRun: async ({ id }) => {
      ready().runs.delete(id);
      return null;
    },
  };
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
