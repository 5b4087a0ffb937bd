/** A sweep as it is put together: whether it can be started, and how many replays it takes. */
import type {
  StartSweepInput,
  SweepParameter,
  SweepParameters,
} from "../../../engine/contract/sweep.ts";
import { type AxisDraft, type ReadAxis, readAxis } from "../../preview/sweep/values.ts";
import { fixed } from "../../widgets/format.ts";

export interface Draft {
  readonly scenario: string;
  readonly axes: readonly AxisDraft[];
  /** Names of the policies; the baseline always runs. */
  readonly policies: ReadonlySet<string>;
  /** Folder of grid histories, for the parameter `zone`. */
  readonly data: string;
  /** Null for as many as there are cores. */
  readonly workers: number | null;
}

export function draftFor(scenario: string, about: SweepParameters): Draft {
  const policies = new Set(about.policies.map(({ name }) => name));
  return { scenario, axes: [], policies, data: "", workers: null };
}

export function parameterOf(about: SweepParameters, name: string): SweepParameter | undefined {
  return about.parameters.find(({ parameter }) => parameter === name);
}

export function readDraftAxis(about: SweepParameters, axis: AxisDraft): ReadAxis {
  const parameter = parameterOf(about, axis.parameter);
  if (parameter === undefined) return { ok: false, message: "The scenario has no such parameter." };
  return readAxis(axis, parameter);
}

export interface Size {
  readonly points: number;
  readonly policies: number;
}

/** Points so far, and the policies at each of them. */
export function sizeOf(draft: Draft, about: SweepParameters): Size {
  const counts = draft.axes.map((axis) => {
    const read = readDraftAxis(about, axis);
    return read.ok ? read.values.length : 0;
  });
  const points = counts.length === 0 ? 0 : counts.reduce((all, count) => all * count, 1);
  return { points, policies: runningPolicies(draft, about).length };
}

function runningPolicies({ policies }: Draft, about: SweepParameters): string[] {
  const names = about.policies.map(({ name }) => name);
  return names.filter((name) => policies.has(name) || name === about.baseline);
}

/** `16 × 7 points under 5 policies: 560 replays`. */
export function sizeText({ points, policies }: Size): string {
  const under = policies === 1 ? "1 policy" : `${policies} policies`;
  const at = points === 1 ? "1 point" : `${fixed(points)} points`;
  return `${at} under ${under}: ${fixed(points * policies)} replays`;
}

export type Question =
  | { readonly ok: true; readonly input: StartSweepInput }
  | { readonly ok: false; readonly message: string };

/** What is sent, or what is still missing. */
export function questionOf(draft: Draft, about: SweepParameters): Question {
  const { axes, scenario, data, workers } = draft;
  if (axes.length === 0) return { ok: false, message: "Add a parameter to vary." };
  const inputs: StartSweepInput["axes"] = [];
  for (const axis of axes) {
    const read = readDraftAxis(about, axis);
    // Its row says what is wrong.
    if (!read.ok) return { ok: false, message: "One of the parameters has no values yet." };
    inputs.push(read.input);
  }
  if (axes.some(({ parameter }) => parameter === "zone") && data.trim() === "")
    return { ok: false, message: "Name the folder with the grid histories of the zones." };
  return {
    ok: true,
    input: {
      scenario,
      axes: inputs,
      policies: runningPolicies(draft, about),
      ...(data.trim() !== "" && { data: data.trim() }),
      ...(workers !== null && { workers }),
    },
  };
}

const SUGGESTED = 7;
/** What most people ask first. */
const USUAL = ["workload.deadline", "start", "year", "seed"];

/** Parameters to begin with, each with values: the first of each policy, and the usual ones. */
export function suggestionsOf(parameters: readonly SweepParameter[]): SweepParameter[] {
  const ready = parameters.filter(({ suggested }) => suggested.length > 1);
  const own = ready.filter(
    ({ policy }, index) =>
      policy !== undefined && ready.findIndex((each) => each.policy === policy) === index,
  );
  const usual = USUAL.flatMap((name) => ready.find(({ parameter }) => parameter === name) ?? []);
  return [...own, ...usual].slice(0, SUGGESTED);
}
