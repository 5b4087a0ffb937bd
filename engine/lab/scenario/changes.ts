/** A scenario with values put in the place of its own: one point of a sweep, or one answer of the app. */
import {
  failure,
  type Issue,
  IssueError,
  problem,
  type Result,
  success,
  unwrap,
} from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import type { Change, ParameterValue } from "../../core/sweep/axes.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { type Assignment, assigned } from "../../formats/scenario/assign.ts";
import { checkScenario, type ReadScenario } from "../../formats/scenario/read.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { readText } from "../../io/files/read-text.ts";
import type { GridOverride } from "./grid.ts";
import type { Memo } from "./memo.ts";
import { movePeriod, type PeriodMove } from "./move-period.ts";
import { type Parameter, parametersOf, type Shorthand, valueFor } from "./parameters.ts";
import type { ResolveOptions } from "./resolve.ts";
import { zoneFile } from "./zone-file.ts";

export interface ChangedScenario {
  readonly scenario: ReadScenario;
  readonly options: ResolveOptions;
}

/** A change whose parameter and value were understood. */
interface Understood {
  readonly parameter: Parameter;
  readonly value: ParameterValue;
}

/** What can change, by name; the same for all points of a sweep. */
export type Parameters = ReadonlyMap<string, Parameter>;

export function parametersByName(yaml: YamlDocument): Parameters {
  return new Map(parametersOf(yaml.data).map((each) => [each.name, each]));
}

/**
 * The scenario with its changes, checked like any scenario; issues stand at the places of the document
 * that were changed.
 *
 * @param data folder of grid histories, for changes of `zone`
 */
export function changedScenario(
  yaml: YamlDocument,
  parameters: Parameters,
  changes: readonly Change[],
  memo: Memo,
  data?: string,
): Result<ChangedScenario> {
  try {
    const understood = changes.map((change, index) =>
      unwrap(understand(parameters, change, `changes[${index}]`)),
    );
    const { assignments, move, grid, zone } = sorted(understood);
    const moved = Object.keys(move).length > 0;
    const original = unwrap(memo.once("unchanged scenario", () => checkScenario(yaml)));
    const { period } = original.document.spec;
    const dates = moved ? unwrap(movePeriod(period, move)) : period;
    const { from, to } = dates;
    const placed: Assignment[] = [
      ...assignments,
      ...(moved ? [{ path: ["spec", "period", "from"], value: from }] : []),
      ...(moved ? [{ path: ["spec", "period", "to"], value: to }] : []),
      ...(zone === undefined ? [] : [{ path: ["spec", "grid", "zone"], value: zone }]),
    ];
    const scenario = unwrap(checkScenario(assigned(yaml, placed)));
    const file = zone === undefined ? grid : unwrap(fileOfZone(data, zone, from.slice(0, 4)));
    const strict = moved || file !== undefined;
    return success({
      scenario,
      options: {
        memo,
        ...(strict && { movedFrom: period }),
        ...(file !== undefined && { grid: unwrap(gridOf(file, memo)) }),
      },
    });
  } catch (error) {
    if (error instanceof IssueError) return failure(error.issues);
    throw error;
  }
}

/** The parameter of a change, and its value as the field takes it. */
export function understand(
  parameters: Parameters,
  { parameter: name, value }: Change,
  path: string,
): Result<Understood> {
  // The document's own name of a place is understood as well.
  const parameter = parameters.get(name) ?? parameters.get(name.replace(/^spec\./, ""));
  if (parameter === undefined) {
    const hint = didYouMean(name, [...parameters.keys()]);
    const message = `the scenario has no parameter '${name}'`;
    return failure([problem("sweep/unknown-parameter", message, hint, { path })]);
  }
  const fitting = valueFor(parameter, value);
  if (fitting !== undefined) return success({ parameter, value: fitting });
  const message = `'${value}' is not a value of '${name}'`;
  const hint = `Give a value of the kind ${parameter.field.kind}.`;
  return failure([problem("sweep/value", message, hint, { path })]);
}

function sorted(understood: readonly Understood[]) {
  const given = new Map<Shorthand, ParameterValue>();
  const assignments: Assignment[] = [];
  for (const { parameter, value } of understood) {
    if ("path" in parameter.target) assignments.push({ path: parameter.target.path, value });
    else given.set(parameter.target.shorthand, value);
  }
  const text = (name: Shorthand) => (given.has(name) ? { [name]: String(given.get(name)) } : {});
  const move: PeriodMove = {
    ...text("period"),
    ...text("length"),
    ...(given.has("year") && { year: Number(given.get("year")) }),
    ...text("start"),
  };
  const grid = given.get("grid")?.toString();
  return { assignments, move, grid, zone: given.get("zone")?.toString() };
}

function fileOfZone(data: string | undefined, zone: string, year: string): Result<string> {
  if (data !== undefined) return zoneFile(data, zone, year);
  const message = `nobody said where the history of zone '${zone}' is`;
  const hint = "Give a folder with grid/ZONE_hourly_*.csv: --data DIR.";
  return failure([noZone(message, hint)]);
}

function noZone(message: string, hint: string): Issue {
  return problem("sweep/no-zone", message, hint, { path: "spec.grid.zone" });
}

function gridOf(file: string, memo: Memo): Result<GridOverride> {
  return memo.once(`text ${file}`, () => {
    const text = readText(file, MAX_GRID_FILE_BYTES);
    return text.ok ? success({ file, text: text.value }) : text;
  });
}
