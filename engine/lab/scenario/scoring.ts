/** The second trace of a grid: what policies are scored with, over the period that they decide in. */
import type { TraceData } from "../../core/carbon/trace.ts";
import { type Issue, problem, type Result, success } from "../../core/issue.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { World } from "../../core/scenario/world.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { type GridOptions, resolveGrid } from "./grid.ts";
import type { Period } from "./period.ts";
import type { ReadBeside } from "./sources.ts";

/**
 * Empty where the grid has none.
 *
 * @param document with the grid at hand as `spec.grid`
 * @param at path of that grid in the whole document
 */
export function resolveScoring(
  document: ScenarioDocument,
  period: Period,
  read: ReadBeside,
  { memo, movedFrom = document.spec.period }: Pick<GridOptions, "memo" | "movedFrom">,
  at = "spec.grid",
): Result<{ readonly scoring?: TraceData }> {
  const { grid } = document.spec;
  if (grid.scoring === undefined) return success({});
  const moved = (path: string) => path.replace(/^spec\.grid\b/, `${at}.scoring`);
  const alone = { ...document, spec: { ...document.spec, grid: { ...grid, ...grid.scoring } } };
  const found = resolveGrid(alone, period, (name, limit, path) => read(name, limit, moved(path)), {
    memo,
    movedFrom,
  });
  if (found.ok) return success({ scoring: found.value.trace }, found.warnings);
  const issues = found.issues.map((issue) =>
    issue.path === undefined ? issue : { ...issue, path: moved(issue.path) },
  );
  return { ok: false, issues };
}

type Kind = "signal" | "basis";

/**
 * Average and marginal, life-cycle and direct are never mixed in one score: every region is decided on, and scored
 * with, what home is. What is unknown cannot be held against another.
 */
export function mixedSignals(world: World, locate: YamlDocument["locate"]): Issue[] {
  const { grid, regions = [] } = world;
  return regions.flatMap((region, index) => {
    const at = ["spec", "regions", index, "grid"];
    const decided = differences(grid.trace, region.grid.trace, region.name);
    const home = grid.scoring ?? grid.trace;
    const own = region.grid.scoring ?? region.grid.trace;
    const hasOwn = region.grid.scoring !== undefined || grid.scoring !== undefined;
    const scored = hasOwn ? differences(home, own, `${region.name} (scoring)`) : [];
    const hint = "Use histories of one kind in all regions, or give each grid a scoring trace.";
    return [
      ...decided.map((text) => problem("scenario/mixed-signals", text, hint, locate(at))),
      ...scored.map((text) =>
        problem("scenario/mixed-signals", text, hint, locate([...at, "scoring"])),
      ),
    ];
  });
}

function differences(home: TraceData, other: TraceData, name: string): string[] {
  const differs = (kind: Kind) => {
    const [a, b] = [home.about[kind], other.about[kind]];
    return a !== b && a !== "unknown" && b !== "unknown";
  };
  return (["signal", "basis"] as const)
    .filter(differs)
    .map((kind) => `home's ${kind} is ${home.about[kind]}, that of ${name} ${other.about[kind]}`);
}
