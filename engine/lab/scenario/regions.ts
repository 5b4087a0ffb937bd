/** The other regions of a scenario: their grids over the same period, their nodes, the way of the data. */
import { IssueError, type Result, success, unwrap } from "../../core/issue.ts";
import type { RegionDocument, ScenarioDocument } from "../../core/scenario/schema.ts";
import type { Region } from "../../core/site/site.ts";
import { parseDuration } from "../../core/units/duration.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { resolveMorePools } from "./cluster.ts";
import { resolveForecast } from "./forecast.ts";
import { type GridOptions, resolveGrid } from "./grid.ts";
import { type PoolSurroundings, resolvePool } from "./parts.ts";
import type { Period } from "./period.ts";
import { resolveScoring } from "./scoring.ts";
import type { ReadBeside } from "./sources.ts";

export interface Surroundings {
  readonly period: Period;
  readonly read: ReadBeside;
  readonly locate: YamlDocument["locate"];
  readonly catalogue: PoolSurroundings["catalogue"];
  readonly options: GridOptions;
}

/** Undefined where the scenario has none, so that worlds without regions are written as before. */
export function resolveRegions(
  document: ScenarioDocument,
  around: Surroundings,
): Result<Region[] | undefined> {
  const { regions } = document.spec;
  if (regions === undefined) return success(undefined);
  try {
    return success(regions.map((region, index) => resolveRegion(document, region, index, around)));
  } catch (error) {
    if (error instanceof IssueError) return { ok: false, issues: error.issues };
    throw error;
  }
}

function resolveRegion(
  document: ScenarioDocument,
  region: RegionDocument,
  index: number,
  { period, read, locate, catalogue, options }: Surroundings,
): Region {
  const { spec } = document;
  const at = `spec.regions[${index}]`;
  const movedPath = (path: string) => path.replace(/^spec\.(grid)/, `${at}.$1`);
  // The period is that of home, whose own file may have moved it: this history has to cover it.
  const { memo, movedFrom = spec.period } = options;
  const alone = { ...document, spec: { ...spec, grid: region.grid } };
  const grid = resolveGrid(
    alone,
    period,
    (name, limit, path) => read(name, limit, movedPath(path)),
    {
      memo,
      movedFrom,
    },
  );
  const pools = { period, locate, catalogue };
  const path = ["spec", "regions", index];
  const { trace } = unwrap(relocated(grid, movedPath));
  const forecast = resolveForecast(region.grid.forecast, trace, period.zone);
  const scoring = resolveScoring(alone, period, read, options, `${at}.grid`);
  const { gib, duration, kwhPerGib, pricePerGib } = region.transfer;
  return {
    name: region.name,
    grid: { trace, forecast: unwrap(relocated(forecast, movedPath)), ...unwrap(scoring) },
    pool: unwrap(resolvePool(region.nodePool, { ...pools, path: [...path, "nodePool"] })),
    ...resolveMorePools(region.morePools, { ...pools, path: [...path, "morePools"] }),
    transfer: {
      durationMs: parseDuration(duration) as number,
      energyKwh: gib * kwhPerGib,
      cost: gib * pricePerGib,
    },
  };
}

/** Issues of a region stand at the region. */
function relocated<T>(result: Result<T>, movedPath: (path: string) => string): Result<T> {
  if (result.ok) return result;
  const issues = result.issues.map((issue) =>
    issue.path === undefined ? issue : { ...issue, path: movedPath(issue.path) },
  );
  return { ok: false, issues };
}
