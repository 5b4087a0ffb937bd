/** Stages that need not run again: looked up by what they depend on, with the reasons either way. */
import { createHash } from "node:crypto";
import { IssueError } from "../../core/issue.ts";
import type { ArtifactStore } from "../../core/live/artifact-store.ts";
import type { AttemptEnd, AttemptSpec } from "../../core/live/attempt.ts";
import {
  canonicalStage,
  differences,
  outputKeys,
  type StageFacts,
  stageFacts,
} from "../../core/live/stage.ts";
import type { StageRequest } from "../../core/live/stage-request.ts";
import type { KeptStage, StageStore } from "../../core/live/stage-store.ts";
import { agoText } from "../../core/text/ago.ts";
import { nowMs } from "../../io/wall/now.ts";
import { VERSION } from "../version.ts";
import { ProgramDigests } from "./program-files.ts";
import type { StageCache } from "./stage-port.ts";

export interface StageCacheOptions {
  readonly store: StageStore;
  readonly artifacts: ArtifactStore;
  /** Name of the scenario: stages of others are not compared with. */
  readonly scenario: string;
  /** Its folder, where its programs are. */
  readonly folder: string;
}

/** Earlier runs that a stage is compared with: a loop runs one template with many parameters. */
const COMPARED = 20;
/** A hit takes no time and no energy. */
const NO_USAGE = {
  wallMs: 0,
  cpuSeconds: 0,
  peakMemoryBytes: 0,
  processes: 0,
  logBytes: 0,
  logTruncated: false,
};

interface Looked {
  readonly key: string;
  readonly facts: StageFacts;
}

/** What became of a look: the earlier end, or why there is none to use. */
type Answer = { readonly end: AttemptEnd; readonly reason: string } | { readonly why: string[] };

/** The cache over its stores. What it cannot read or write is a stage that runs: it never ends a run. */
export function openStageCache(options: StageCacheOptions): StageCache {
  const digests = new ProgramDigests(options.folder);
  const looked = new Map<string, Looked>();
  return {
    look: async (spec) =>
      sparing(() => {
        const { stage } = spec;
        if (stage === undefined) return undefined;
        const answer = lookAt(spec, stage, options, digests, looked);
        if (answer === undefined) return undefined;
        decide(spec, stage, answer, options.store);
        return "end" in answer ? answer.end : undefined;
      }),
    keep: async (spec, end) => {
      // The facts are those from before it ran: somebody may have changed a program meanwhile.
      const known = looked.get(spec.id);
      looked.delete(spec.id);
      if (known === undefined || end.phase !== "Succeeded") return;
      sparing(() => options.store.keep(stageToKeep(spec, end, known, options.scenario)));
    },
  };
}

function lookAt(
  spec: AttemptSpec,
  stage: StageRequest,
  options: StageCacheOptions,
  digests: ProgramDigests,
  looked: Map<string, Looked>,
): Answer | undefined {
  if (stage.refused !== undefined) return { why: [`it is never cached: ${stage.refused}`] };
  if (!stage.cached) return undefined;
  const program = digests.of(spec.argv.slice(0, spec.hostArguments ?? spec.argv.length));
  if (!program.ok) return { why: [`it is never cached: ${program.problem}`] };
  const facts = stageFacts(spec, program.files, VERSION);
  const key = createHash("sha256").update(canonicalStage(facts)).digest("hex");
  const kept = options.store.find(key);
  const answer =
    kept === undefined ? { why: whyNew(facts, stage, options) } : answerFrom(kept, stage, options);
  if ("why" in answer) looked.set(spec.id, { key, facts });
  return answer;
}

/** Nothing that it depends on changed; what it gave must still be there, and not be too old. */
function answerFrom(
  kept: KeptStage,
  stage: StageRequest,
  { artifacts }: StageCacheOptions,
): Answer {
  const ageMs = nowMs() - kept.keptAtMs;
  const ago = agoText(ageMs);
  if (stage.maxAgeMs !== undefined && ageMs > stage.maxAgeMs) {
    return {
      why: [`nothing changed since run ${kept.run}, but that is ${ago}: older than allowed`],
    };
  }
  const gone = outputKeys(kept.end.outputs).filter(({ key }) => !artifacts.has(key));
  if (gone.length > 0) {
    return { why: gone.map(({ name }) => `the output \`${name}\` is no longer in the store`) };
  }
  const end = { ...kept.end, usage: NO_USAGE };
  return { end, reason: `nothing changed since run ${kept.run}, ${ago}` };
}

/** The reasons against the earlier run that is nearest to this one. */
function whyNew(
  facts: StageFacts,
  { template }: StageRequest,
  options: StageCacheOptions,
): string[] {
  const earlier = options.store.recent(options.scenario, template, COMPARED);
  let nearest: string[] | undefined;
  for (const { facts: before } of earlier) {
    const reasons = differences(before, facts);
    if (nearest === undefined || reasons.length < nearest.length) nearest = reasons;
  }
  return nearest ?? ["no earlier run is kept"];
}

function decide(spec: AttemptSpec, stage: StageRequest, answer: Answer, store: StageStore): void {
  store.decide({
    run: spec.run,
    attempt: spec.id,
    podName: spec.podName,
    template: stage.template,
    hit: "end" in answer,
    reasons: "end" in answer ? [answer.reason] : answer.why,
    decidedAtMs: nowMs(),
  });
}

function stageToKeep(
  spec: AttemptSpec,
  end: AttemptEnd,
  looked: Looked,
  scenario: string,
): KeptStage {
  const template = spec.stage?.template ?? "";
  const { run, id: attempt } = spec;
  return { ...looked, scenario, template, run, attempt, end, keptAtMs: nowMs() };
}

/** Nothing, where a store or a file cannot be used. */
function sparing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof IssueError || typeof code === "string") return undefined;
    throw error;
  }
}
