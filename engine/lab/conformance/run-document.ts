/** Runs one document on the virtual clock, within bounds. */
import type { ExpectedStatus } from "../../core/conformance/expected.ts";
import { type Result, success } from "../../core/issue.ts";
import type { Profiles } from "../../core/profile/profile.ts";
import { type RecordedNode, recordedWorld } from "../../core/simulate/recorded-world.ts";
import { runOnVirtualClock, type VirtualWorld } from "../../core/simulate/virtual-run.ts";
import { virtualWorld } from "../../core/simulate/virtual-world.ts";
import type { DurationMs } from "../../core/units/units.ts";
import { planWorkflow } from "../../core/workflow/plan/plan-workflow.ts";
import type { WorkflowStatus } from "../../core/workflow/status/status.ts";
import { workflowStatus } from "../../core/workflow/status/status-of.ts";
import type { RunnableDocument } from "../../formats/argo/assemble/run-source.ts";
import { resolveWorkflow } from "../../formats/argo/assemble/workflow.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { plainlyFailing } from "./plain-exit.ts";

/** Longest time that one document may take; far more than any that comes to an end needs. */
export const MAX_DOCUMENT_MS: DurationMs = 20_000;
/** The time is looked at once in so many events. */
const EVENTS_PER_LOOK = 64;

/** A run that takes too long; caught where the run was begun. */
class OutOfTime extends Error {}

export interface RunConditions {
  readonly profiles: Profiles;
  /** The document is labelled to fail: containers that plainly say so do. */
  readonly fails: boolean;
  readonly expected?: ExpectedStatus;
}

/**
 * The status in the end; undefined: it took too long. With an expected status the run is submitted as
 * that one was (name, parameters, start), and pods do what was recorded of them.
 */
export function runDocument(
  document: RunnableDocument,
  library: readonly ManifestDocument[],
  conditions: RunConditions,
): Result<WorkflowStatus | undefined> {
  const { expected } = conditions;
  const { name = "", parameters = {} } = expected ?? {};
  const named = name === "" ? {} : { name };
  const resolved = resolveWorkflow(document, library, { ...named, parameters });
  if (!resolved.ok) return resolved;
  const namespace = expected?.namespace ?? resolved.value.namespace;
  const plan = planWorkflow({ ...resolved.value, namespace });
  const { uid, startedAtMs } = expected ?? {};
  try {
    const { run } = runOnVirtualClock(plan, worldOf(conditions), {
      observe: stopAfter(MAX_DOCUMENT_MS),
      ...(uid === undefined ? {} : { uid }),
      ...(startedAtMs === undefined ? {} : { startMs: startedAtMs }),
    });
    return success(workflowStatus(plan, run));
  } catch (error) {
    if (error instanceof OutOfTime) return success(undefined);
    throw error;
  }
}

function worldOf({ profiles, fails, expected }: RunConditions): VirtualWorld {
  const world = virtualWorld(profiles);
  const modelled = fails ? plainlyFailing(world) : world;
  return expected === undefined ? modelled : recordedWorld(recordedNodes(expected), modelled);
}

function recordedNodes({ name: run, nodes }: ExpectedStatus): RecordedNode[] {
  return [...nodes.values()].map(({ name, outputs = {}, ...node }) => {
    const { parameters = [], artifacts = [], ...rest } = outputs;
    const values = parameters.flatMap(({ name: key, value }) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return {
      ...node,
      ...rest,
      name: name.slice(run.length),
      parameters: Object.fromEntries(values),
      artifacts: Object.fromEntries(artifacts.map((artifact) => [String(artifact.name), artifact])),
    };
  });
}

function stopAfter(limitMs: DurationMs): () => void {
  const startedMs = performance.now();
  let events = 0;
  return () => {
    events += 1;
    if (events % EVENTS_PER_LOOK === 0 && performance.now() - startedMs > limitMs) {
      throw new OutOfTime();
    }
  };
}
