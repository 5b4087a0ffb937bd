/** Joins the use cases to their adapters: what the host serves and the CLI's `serve` runs. */
import type { OpenedScenario, ScenarioSummary } from "../contract/api.ts";
import { unwrap } from "../core/issue.ts";
import { dataFolder } from "../io/data-folder/data-folder.ts";
import { keep, openStoreIn } from "./keep.ts";
import type { Lab } from "./lab.ts";
import { Live } from "./live/open.ts";
import { liveProcedures } from "./live/procedures.ts";
import { qualityProcedures } from "./quality/procedures.ts";
import { Qualities } from "./quality/qualities.ts";
import { BUNDLED_SCENARIOS, bundledIds, findScenario, readDocument } from "./scenario/open.ts";
import { type Simulation, simulate } from "./simulate.ts";
import { sweepProcedures } from "./sweep/procedures.ts";
import { Sweeps } from "./sweep/sweeps.ts";
import { VERSION } from "./version.ts";
import { bundledWorkflows } from "./workflow/bundled.ts";
import { runWorkflow } from "./workflow/run.ts";

export interface LabOptions {
  /** Where results are kept; the user's data folder when left out. */
  readonly dataDir?: string;
  readonly scenariosFolder?: string;
}

/** Opens the lab. Without a usable store it still answers; every answer then carries a warning. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const folder = dataFolder(options.dataDir);
  const scenarios = options.scenariosFolder ?? BUNDLED_SCENARIOS;
  const opened = openStoreIn(folder);
  const store = opened.ok ? opened.value : undefined;
  const storeIssues = opened.ok ? [] : opened.issues;
  const live = store === undefined ? undefined : new Live(store, folder);
  const sweeps = new Sweeps({ store: store?.sweeps, scenariosFolder: scenarios });
  const qualities = new Qualities({ dataDir: folder, scenariosFolder: scenarios });
  return {
    async info() {
      return { version: VERSION, dataFolder: folder, runtime: `Node ${process.versions.node}` };
    },
    async listScenarios() {
      return bundledIds(scenarios).flatMap((id) => summarise(id, scenarios));
    },
    async openScenario({ id, grid, seed, changes, data }) {
      const found = unwrap(findScenario(id, scenarios));
      const chosen = {
        ...(grid && { grid }),
        ...(seed !== undefined && { seed }),
        ...(changes && { changes }),
        ...(data !== undefined && { data }),
      };
      const simulation = unwrap(simulate(found, chosen));
      const kept = store === undefined ? storeIssues : keep(store, simulation);
      return toOpened(found.id, simulation, kept);
    },
    async listResults() {
      return store?.list() ?? [];
    },
    async listWorkflows() {
      return bundledWorkflows(scenarios).map(({ id, title, file }) => ({ id, title, file }));
    },
    async runWorkflow(input) {
      return unwrap(runWorkflow(input, scenarios));
    },
    ...sweepProcedures(sweeps),
    ...liveProcedures(live, storeIssues, scenarios),
    ...qualityProcedures(qualities),
    async close() {
      await live?.runs.close();
      await Promise.all([sweeps.close(), qualities.close()]);
      store?.close();
    },
  };
}

function summarise(id: string, folder: string): ScenarioSummary[] {
  const found = findScenario(id, folder);
  const document = found.ok ? readDocument(found.value) : found;
  if (!document.ok)
    return [{ id, title: id, description: "This scenario has errors.", demo: false }];
  const { title, description, demo } = document.value.document.metadata;
  return [{ id, title, description: description.trim(), demo }];
}

function toOpened(
  id: string,
  simulation: Simulation,
  storeIssues: OpenedScenario["warnings"],
): OpenedScenario {
  return {
    id,
    world: simulation.world,
    warnings: [
      ...simulation.warnings,
      ...storeIssues.map((issue) => ({ ...issue, severity: "warning" as const })),
    ],
    results: simulation.comparison.results,
    logSha256: simulation.logSha256,
  };
}
