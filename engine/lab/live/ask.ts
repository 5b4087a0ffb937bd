/** From a scenario and a policy to the question of a live run, with the programs that it would start. */
import { dirname, resolve } from "node:path";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { type FoundScenario, readDocument } from "../scenario/open.ts";
import { resolveScenario } from "../scenario/resolve.ts";
import { readerFor } from "../scenario/sources.ts";
import { choosePolicies, findPolicies } from "../simulate.ts";
import { VERSION } from "../version.ts";
import { type Programs, programsOf } from "./programs.ts";
import { type LiveQuestion, limitsOf } from "./question.ts";

export interface LiveWish {
  /** Name, type, or a file. */
  readonly policy: string;
  /** Null: it never waits; the scenario's when left out. */
  readonly timeScale?: number | null;
}

export interface AskedLive {
  readonly question: LiveQuestion;
  readonly programs: Programs;
}

/** What a run of the scenario would start, whatever the policy. */
export function livePrograms(found: FoundScenario): Result<Programs> {
  const opened = openLive(found);
  if (!opened.ok) return opened;
  const { live, world } = opened.value;
  return programsOf({ live, workflow: world.workload.workflow, file: found.file });
}

/** In the order of the scenario. */
export function policyNames(found: FoundScenario): Result<readonly string[]> {
  const document = readDocument(found);
  if (!document.ok) return document;
  return success(document.value.document.spec.policies.map(({ name }) => name));
}

export function askLive(found: FoundScenario, { policy, timeScale }: LiveWish): Result<AskedLive> {
  const opened = openLive(found);
  if (!opened.ok) return opened;
  const { live, world } = opened.value;
  const chosen = findPolicies(world, policy);
  if (!chosen.ok) return chosen;
  const [spec, another] = chosen.value;
  if (spec === undefined || another !== undefined) {
    const names = chosen.value.map(({ name }) => name).join(", ");
    const message = `'${policy}' names several policies, a live run has one`;
    return failure([problem("live/policy", message, `Name one of ${names}.`)]);
  }
  const narrowed = choosePolicies({ ...world, policies: [...world.policies, spec] }, [spec.name]);
  if (!narrowed.ok) return narrowed;
  const programs = programsOf({ live, workflow: world.workload.workflow, file: found.file });
  if (!programs.ok) return programs;
  const { images, services, content } = programs.value;
  const question: LiveQuestion = {
    version: VERSION,
    folder: dirname(resolve(found.file)),
    content,
    world: narrowed.value,
    policy: spec.name,
    images,
    services,
    timeScale: timeScale === undefined ? live.timeScale : timeScale,
    workScale: live.workScale,
    ...limitsOf(live),
  };
  const warnings = [...opened.warnings, ...programs.warnings];
  return success({ question, programs: programs.value }, warnings);
}

function openLive(found: FoundScenario) {
  const document = readDocument(found);
  if (!document.ok) return document;
  const { live } = document.value.document.spec;
  if (live === undefined) return failure<never>([cannotRun(found)]);
  const world = resolveScenario(document.value, readerFor(dirname(found.file)), {});
  return world.ok ? success({ live, world: world.value }, world.warnings) : world;
}

function cannotRun({ id, file }: FoundScenario) {
  return problem(
    "live/no-programs",
    `The scenario '${id}' does not say which programs stand for its images.`,
    'Add spec.live.images, for example { "my/image:1": [node, ./steps/train.ts] }; see docs/guide/live-run.md.',
    { file, path: "spec.live" },
  );
}
