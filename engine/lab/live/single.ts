/** One workflow on this machine: a world with nothing in it but the workflow and the machine. */
import { dirname, resolve } from "node:path";
import { type Issue, type Result, success } from "../../core/issue.ts";
import type { LiveDocument } from "../../core/scenario/live-schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { DAY_MS, type InstantMs } from "../../core/units/units.ts";
import type { Template, Workflow } from "../../core/workflow/manifest.ts";
import { availableThreads } from "../../io/wall/threads.ts";
import { VERSION } from "../version.ts";
import type { AskedLive } from "./ask.ts";
import { programsOf } from "./programs.ts";
import { limitsOf } from "./question.ts";

/** A workflow that has not ended by then is cut. */
const LONGEST_MS = 30 * DAY_MS;

export interface SingleWish {
  readonly workflow: Workflow;
  /** The workflow's file; programs lie beside it. */
  readonly file: string;
  readonly live: LiveDocument;
  readonly startMs: InstantMs;
  /** Null: it never waits; 1 when left out. */
  readonly timeScale?: number | null;
}

/** What a live run of one workflow is asked: it starts at once, and takes its own time. */
export function askSingle(wish: SingleWish): Result<AskedLive> {
  const { live, file, timeScale } = wish;
  const workflow = { ...wish.workflow, templates: wish.workflow.templates.map(anywhere) };
  const programs = programsOf({ live, workflow, file });
  if (!programs.ok) return programs;
  const { images, services, content } = programs.value;
  const warnings: Issue[] = [...programs.warnings];
  const question = {
    version: VERSION,
    folder: dirname(resolve(file)),
    content,
    world: worldOf(workflow, wish.startMs),
    policy: "immediate",
    images,
    services,
    timeScale: timeScale === undefined ? 1 : timeScale,
    workScale: 1,
    ...limitsOf(live),
  };
  return success({ question, programs: programs.value }, warnings);
}

/** There is one machine: which nodes a pod would want in a cluster does not matter. */
function anywhere(template: Template): Template {
  if (!("requests" in template)) return template;
  const { scheduling: _, requests, ...rest } = template;
  return { ...rest, requests: { cpu: requests.cpu, memoryGib: requests.memoryGib } };
}

function worldOf(workflow: Workflow, fromMs: InstantMs): World {
  const toMs = fromMs + LONGEST_MS;
  const leaves = workflow.templates.flatMap((each) => ("requests" in each ? [each.requests] : []));
  const about = {
    zone: "none",
    source: "none: a single workflow has no grid",
    edition: "",
    licence: "",
    signal: "unknown" as const,
    basis: "unknown" as const,
    synthetic: true,
    repairs: [],
  };
  return {
    name: workflow.name,
    title: workflow.name,
    description: "",
    seed: 1,
    period: { fromMs, toMs, zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] } },
    grid: {
      trace: { startMs: fromMs, stepMs: LONGEST_MS, gPerKwh: [0], about },
      forecast: "oracle",
    },
    workload: {
      name: workflow.name,
      workflow,
      requestedAtMs: [fromMs],
      deadlineMs: LONGEST_MS,
      marginMs: 0,
    },
    batchesAtMs: [fromMs],
    quality: { kind: "observed", source: "none", accuracy: [[0]] },
    pool: {
      name: "machine",
      vmSize: "this-machine",
      region: "here",
      // One pod at least finds room; how many run at once is for the executor to say.
      vcpu: Math.max(availableThreads(), ...leaves.map(({ cpu }) => cpu)) * MOST_PODS,
      memoryGib: Math.max(1, ...leaves.map(({ memoryGib }) => memoryGib)) * MOST_PODS,
      minNodes: 1,
      maxNodes: 1,
      provisionMs: 0,
      scaleDownMs: LONGEST_MS,
      idleW: 0,
      fullW: 0,
      pue: 1,
      embodiedG: 0,
      lifespanMs: LONGEST_MS,
      pricePerHour: 0,
      currency: "EUR",
      sources: [],
    },
    profiles: {},
    functionalUnit: { name: "run", perRun: 1, perDay: 0 },
    policies: [{ name: "immediate", title: "At once", type: "immediate" }],
    baseline: "immediate",
    assumptions: [],
  };
}

/** So many of the largest pods are handed to the executor at once; it starts what has room. */
const MOST_PODS = 1_000;
