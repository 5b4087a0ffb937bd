/** Answers single points of a sweep; what the points have in common is read and made once. */
import { dirname } from "node:path";
import { compareRuns, runPolicy } from "../../core/compare/compare.ts";
import { shiftRegretOf } from "../../core/compare/regret.ts";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { type PreparedWorld, prepareWorld } from "../../core/simulate/context.ts";
import { type Change, changesOf } from "../../core/sweep/axes.ts";
import { metricsOf } from "../../core/sweep/metrics.ts";
import type { Timeline } from "../../core/timeline/timeline.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import { changedScenario, type Parameters, parametersByName } from "../scenario/changes.ts";
import { deadlineIssues } from "../scenario/deadline.ts";
import { Memo } from "../scenario/memo.ts";
import { readYamlFile } from "../scenario/open.ts";
import { faultIssues } from "../scenario/policy-fault.ts";
import { resolveScenario } from "../scenario/resolve.ts";
import { type ReadBeside, readerFor } from "../scenario/sources.ts";
import type { SweepQuestion } from "./question.ts";

export class PointAnswerer {
  private readonly question: SweepQuestion;
  private readonly yaml: YamlDocument;
  private readonly parameters: Parameters;
  private readonly read: ReadBeside;
  private readonly memo = new Memo();

  private constructor(question: SweepQuestion, yaml: YamlDocument) {
    this.question = question;
    this.yaml = yaml;
    this.parameters = parametersByName(yaml);
    this.read = readerFor(dirname(question.file));
  }

  static open(question: SweepQuestion): Result<PointAnswerer> {
    const yaml = readYamlFile({ id: "", file: question.file });
    return yaml.ok ? success(new PointAnswerer(question, yaml.value)) : yaml;
  }

  /**
   * The figures of a point, by policy and metric, NaN where there is none; or why it has none. A defect
   * is an issue of its point, not of the sweep.
   */
  answer(point: number): Result<Float64Array> {
    try {
      return this.answerChanged(changesOf(this.question.axes, point));
    } catch (error) {
      return failure([defect(error)]);
    }
  }

  private answerChanged(changes: readonly Change[]): Result<Float64Array> {
    const { data } = this.question;
    const changed = changedScenario(this.yaml, this.parameters, changes, this.memo, data);
    if (!changed.ok) return changed;
    const { scenario, options } = changed.value;
    const resolved = resolveScenario(scenario, this.read, options);
    if (!resolved.ok) return resolved;
    const world = resolved.value;
    const prepared = prepareWorld(world);
    const late = deadlineIssues(prepared, scenario.locate);
    if (late.length > 0) return failure(late);
    try {
      return success(this.figuresOf(prepared));
    } catch (error) {
      return failure(faultIssues(error, world, scenario.locate));
    }
  }

  private figuresOf(prepared: PreparedWorld): Float64Array {
    const { world } = prepared;
    const { policies } = this.question;
    const specs = world.policies.filter(({ name }) => policies.includes(name));
    const runs = specs.map((spec) => runPolicy(prepared, spec));
    const { results, timelines } = compareRuns(runs, world.baseline);
    const figures = results.flatMap((result, index) => {
      const regret = shiftRegretOf(prepared, timelines[index] as Timeline);
      return metricsOf({ ...result, regret });
    });
    return Float64Array.from(figures, (value) => value ?? Number.NaN);
  }
}

function defect(error: unknown): Issue {
  const what = error instanceof Error ? error.message : String(error);
  return problem(
    "sweep/point-failed",
    `this point could not be replayed: ${what}`,
    "This is a defect of Lowtide, not of your input; the other points are not affected.",
  );
}
