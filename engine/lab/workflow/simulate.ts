/** The use case behind the Workflow screen and `workflow run`: one workflow on the virtual clock, with its profiles. */
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import type { Profiles } from "../../core/profile/profile.ts";
import {
  runOnVirtualClock,
  type VirtualRun,
  type VirtualRunOptions,
} from "../../core/simulate/virtual-run.ts";
import { DEFAULT_RUN_SEED, virtualWorld } from "../../core/simulate/virtual-world.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import type { WorkflowPlan } from "../../core/workflow/plan/plan.ts";
import { planWorkflow } from "../../core/workflow/plan/plan-workflow.ts";
import {
  firstRunnable,
  type RunOptions,
  resolveWorkflow,
} from "../../formats/argo/assemble/workflow.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readManifests } from "../../formats/argo/read/read.ts";

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

export interface WorkflowDocuments {
  /** The first runnable document of the first file. */
  readonly runnable: NonNullable<ReturnType<typeof firstRunnable>>;
  /** All documents of all files. */
  readonly library: readonly ManifestDocument[];
}

/** Reads a workflow's file and those of its library; every error of every file is told. */
export function readWorkflowFiles(files: readonly TextFile[]): Result<WorkflowDocuments> {
  const read = files.map(({ file, text }) => readManifests(text, file));
  const errors = read.flatMap((each) => (each.ok ? [] : each.issues));
  if (errors.length > 0) return failure(errors);
  const [first = [], ...others] = read.map((each) => (each.ok ? each.value : []));
  const runnable = firstRunnable(first);
  if (runnable === undefined) {
    const where = files[0] === undefined ? {} : { file: files[0].file };
    const message = "there is no workflow in the file";
    const hint = "Put a Workflow, WorkflowTemplate or CronWorkflow into the first file.";
    return failure([problem("argo/kind", message, hint, where)]);
  }
  const warnings = read.flatMap((each) => (each.ok ? each.warnings : []));
  return success({ runnable, library: [first, ...others].flat() }, warnings);
}

export interface SimulateWorkflowOptions
  extends RunOptions,
    Pick<VirtualRunOptions, "startMs" | "observe"> {
  readonly profiles: Profiles;
  readonly seed?: number;
  /** Deepest nesting of templates. */
  readonly maxDepth?: number;
}

export interface SimulatedWorkflow {
  readonly workflow: Workflow;
  readonly plan: WorkflowPlan;
  readonly run: VirtualRun;
  readonly seed: number;
}

/** Runs a workflow to its end; it always ends, with an error when nothing else is possible. */
export function simulateWorkflow(
  { runnable, library }: WorkflowDocuments,
  options: SimulateWorkflowOptions,
): Result<SimulatedWorkflow> {
  const { profiles, seed: asked, maxDepth } = options;
  const resolved = resolveWorkflow(runnable, library, options);
  if (!resolved.ok) return resolved;
  const workflow = resolved.value;
  const plan = planWorkflow(workflow, maxDepth === undefined ? {} : { maxDepth });
  const seed = asked ?? profiles.seed ?? DEFAULT_RUN_SEED;
  const run = runOnVirtualClock(plan, virtualWorld(profiles, seed), options);
  const warnings: readonly Issue[] = resolved.warnings;
  return success({ workflow, plan, run, seed }, warnings);
}
