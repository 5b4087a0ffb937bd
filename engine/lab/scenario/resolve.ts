/** Turns a scenario document into a world: files are read, schedules and zones become instants. */
import {
  failure,
  type Issue,
  IssueError,
  problem,
  type Result,
  success,
  unwrap,
} from "../../core/issue.ts";
import { MAX_ASKS, MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import { gatedSteps } from "../../core/policy/decide.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { parseDuration } from "../../core/units/duration.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import { readWorkflow, withoutLiveFields } from "../../formats/argo/read.ts";
import type { CatalogueFile } from "../../formats/catalogue/read.ts";
import { checkOutputs, templatesByKey } from "../../formats/profile/check.ts";
import { resolveProfiles } from "../../formats/profile/resolve.ts";
import type { ReadScenario } from "../../formats/scenario/read.ts";
import type { Path } from "../../formats/yaml/read.ts";
import { resolveAccounting, stageIssues } from "./accounting.ts";
import { catalogueOf, clusterIssues, resolveCluster } from "./cluster.ts";
import { resolveForecast } from "./forecast.ts";
import { type GridOverride, resolveGrid } from "./grid.ts";
import { Memo } from "./memo.ts";
import { instantsIn, resolvePeriod } from "./period.ts";
import { resolvePolicies } from "./policies.ts";
import { resolveQuality } from "./quality.ts";
import { resolveRegions } from "./regions.ts";
import { roomIssues } from "./room.ts";
import { mixedSignals, resolveScoring } from "./scoring.ts";
import type { ReadBeside } from "./sources.ts";

const PROFILES = ["spec", "profiles"];

export interface ResolveOptions {
  readonly grid?: GridOverride;
  readonly seed?: number;
  /** Over the built-in catalogue, and over the scenario's own. */
  readonly catalogue?: CatalogueFile;
  /** The document's own period, where it was moved. */
  readonly movedFrom?: ScenarioDocument["spec"]["period"];
  /** Shared by all answers to one scenario, so that what they have in common is made once. */
  readonly memo?: Memo;
}

/** The world of a scenario, with warnings about repairs; or everything that is wrong with it. */
export function resolveScenario(
  { document, locate }: ReadScenario,
  read: ReadBeside,
  options: ResolveOptions,
): Result<World> {
  const { metadata, spec } = document;
  const warnings: Issue[] = [];
  const memo = options.memo ?? new Memo();
  try {
    const asked = unwrap(
      memo.once(JSON.stringify(spec.period), () => resolvePeriod(spec.period, locate)),
    );
    const grid = take(resolveGrid(document, asked, read, { ...options, memo }), warnings);
    const { period } = grid;
    const catalogue = take(catalogueOf(spec.cluster, read, options.catalogue, memo), warnings);
    const regions = unwrap(
      resolveRegions(document, { period, read, locate, catalogue, options: { ...options, memo } }),
    );
    const deadlineMs = parseDuration(spec.workload.deadline) as number;
    const during = `${period.fromMs} ${period.toMs} ${period.zone.timeZone}`;
    const instants = (schedule: string, path: Path) =>
      memo.once(`${path.join()} ${schedule} ${during}`, () =>
        instantsIn(schedule, period, locate, path),
      );
    const requests = instants(spec.workload.schedule, ["spec", "workload", "schedule"]);
    const batches = instants(spec.data.schedule, ["spec", "data", "schedule"]);
    const { workflow: file, parameters, teams } = spec.workload;
    const workflow = take(
      memo.once(JSON.stringify(["workflow", file, parameters]), () => resolveWorkflow(spec, read)),
      warnings,
    );
    const world: World = {
      name: metadata.name,
      title: metadata.title,
      description: metadata.description.trim(),
      seed: options.seed ?? spec.seed,
      period,
      grid: {
        trace: grid.trace,
        forecast: unwrap(resolveForecast(spec.grid.forecast, grid.trace, period.zone)),
        ...take(resolveScoring(document, period, read, { ...options, memo }), warnings),
      },
      workload: {
        name: metadata.name,
        workflow,
        requestedAtMs: unwrap(requests)
          .filter((at) => at + deadlineMs <= period.toMs)
          .flatMap((at) => (teams ?? [""]).map(() => at)),
        ...(teams === undefined ? {} : { teams }),
        deadlineMs,
        marginMs: parseDuration(spec.workload.margin) as number,
      },
      batchesAtMs: unwrap(batches),
      quality: take(
        resolveQuality(spec.quality, { batchCount: unwrap(batches).length, read, locate, memo }),
        warnings,
      ),
      ...resolveCluster(spec.cluster, { period, locate, catalogue }),
      ...(regions === undefined ? {} : { regions }),
      profiles: resolveProfiles(spec.profiles),
      ...resolveAccounting(spec),
      policies: unwrap(
        memo.once(`${JSON.stringify(spec.policies)} ${during}`, () =>
          resolvePolicies(spec.policies, period, locate),
        ),
      ),
      baseline: spec.baseline,
      assumptions: spec.assumptions,
    };
    const issues = worldChecks(world, locate);
    warnings.push(
      ...checkOutputs(world.profiles, templatesByKey(workflow.templates), locate, PROFILES),
    );
    return issues.length > 0 ? failure(issues) : success(world, warnings);
  } catch (error) {
    if (error instanceof IssueError) return failure(error.issues);
    throw error;
  }
}

function take<T>(result: Result<T>, warnings: Issue[]): T {
  const value = unwrap(result);
  if (result.ok) warnings.push(...result.warnings);
  return value;
}

function resolveWorkflow(
  { workload, live }: Pick<ScenarioDocument["spec"], "workload" | "live">,
  read: ReadBeside,
): Result<Workflow> {
  const text = read(workload.workflow, MAX_DOCUMENT_BYTES, "spec.workload.workflow");
  if (!text.ok) return text;
  const { parameters } = workload;
  const workflow = readWorkflow(text.value, workload.workflow, { parameters });
  if (!workflow.ok || live === undefined) return workflow;
  return { ...workflow, warnings: withoutLiveFields(workflow.warnings) };
}

function worldChecks(world: World, locate: ReadScenario["locate"]): Issue[] {
  const issues: Issue[] = [...mixedSignals(world, locate), ...stageIssues(world, locate)];
  const { templates } = world.workload.workflow;
  issues.push(...roomIssues(world, locate), ...clusterIssues(world, locate));
  const known = templatesByKey(templates);
  for (const name of Object.keys(world.profiles)) {
    if (known.has(name)) continue;
    const hint = "Use the name of a template of the workflow.";
    const where = locate([...PROFILES, name]);
    issues.push(problem("scenario/no-template", `there is no template '${name}'`, hint, where));
  }
  issues.push(...policyChecks(world, locate));
  if (world.workload.requestedAtMs.length === 0) {
    const hint = "Lengthen the period, or shorten the deadline.";
    const where = locate(["spec", "workload", "schedule"]);
    const message = "nothing is asked for in the period with its deadline inside it";
    issues.push(problem("scenario/no-request", message, hint, where));
  }
  if (world.quality.kind === "observed") issues.push(...tableChecks(world, locate));
  return [...issues, ...measurementChecks(world, locate)];
}

type Judged = Pick<World, "policies" | "workload">;

/** What can be wrong between a policy and the rest of its scenario. */
export function policyChecks(world: Judged, locate: ReadScenario["locate"]): Issue[] {
  return [...stepChecks(world, locate), ...recheckChecks(world, locate)];
}

/** A policy that is asked about steps which are no pods of the pipeline would never be asked. */
function stepChecks({ policies, workload }: Judged, locate: ReadScenario["locate"]): Issue[] {
  const pods = workload.workflow.templates.flatMap((each) =>
    "requests" in each ? [each.name] : [],
  );
  return policies.flatMap((spec, index) => {
    const steps = gatedSteps(spec) ?? [];
    if (steps === "all") return [];
    return steps.flatMap((step, position) => {
      if (pods.includes(step)) return [];
      const message = `the pipeline has no step '${step}' that runs a pod`;
      const where = locate(["spec", "policies", index, "steps", position]);
      return [problem("scenario/no-step", message, didYouMean(step, pods), where)];
    });
  });
}

/** A policy that asks every minute for months would make a replay that does not end in a person's time. */
function recheckChecks({ policies, workload }: Judged, locate: ReadScenario["locate"]): Issue[] {
  const { requestedAtMs, deadlineMs } = workload;
  return policies.flatMap((spec, index) => {
    if (spec.type !== "custom") return [];
    const asks = requestedAtMs.length * Math.ceil(deadlineMs / spec.recheckEveryMs);
    if (asks <= MAX_ASKS) return [];
    const message = `'${spec.name}' may be asked ${asks} times, more than ${MAX_ASKS}`;
    const hint = "Choose a longer 'recheckEvery', or a shorter deadline.";
    const where = locate(["spec", "policies", index, "recheckEvery"]);
    return [problem("policy/too-often", message, hint, where)];
  });
}

/** A request without a measurement would count as no work at all. */
function measurementChecks(world: World, locate: ReadScenario["locate"]): Issue[] {
  const requests = world.workload.requestedAtMs.length;
  return Object.entries(world.profiles).flatMap(([name, { work }]) => {
    if (work.kind !== "measured" || work.cpuSeconds.length >= requests) return [];
    const message = `'${name}' has ${work.cpuSeconds.length} measurements for ${requests} requests`;
    const where = locate([...PROFILES, name]);
    return [problem("scenario/inconsistent", message, "Give one for each request.", where)];
  });
}

function tableChecks(world: World, locate: ReadScenario["locate"]): Issue[] {
  if (world.quality.kind !== "observed") return [];
  const { accuracy } = world.quality;
  const where = locate(["spec", "quality", "accuracy"]);
  const batches = world.batchesAtMs.length;
  if (accuracy.length < batches || accuracy.some((row) => row.length !== accuracy.length)) {
    const message = `the accuracy table must be square and cover ${batches} batches`;
    const hint = "Give one row and one column for each batch; use null where nothing was measured.";
    return [problem("scenario/quality-table", message, hint, where)];
  }
  const missing = accuracy.findIndex((row, index) => row[index] === null);
  if (missing < 0) return [];
  const message = `accuracy[${missing}][${missing}] is not measured`;
  const hint = "The accuracy right after training must be known for every batch.";
  return [problem("scenario/quality-table", message, hint, where)];
}
