/** The use case behind `lowtide export`: one policy of a scenario, replayed and written for another tool. */
import type { Account } from "../../core/account/result.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { sitesOf } from "../../core/site/site.ts";
import type { Timeline } from "../../core/timeline/timeline.ts";
import { onePolicy } from "../optimum.ts";
import { type FoundScenario, readDocument } from "../scenario/open.ts";
import { type SimulateOptions, simulate } from "../simulate.ts";
import type { ExportedRun, Exporter, Verification } from "./exporter.ts";
import { findExporter } from "./exporters.ts";

export interface ExportRequest extends Omit<SimulateOptions, "policies"> {
  /** As `--to` names it. */
  readonly target?: string;
  /** Name or type of a policy, or a file with one. */
  readonly policy?: string;
}

export interface Exported {
  readonly run: ExportedRun;
  readonly text: string;
}

export interface Verified {
  readonly run: ExportedRun;
  readonly verification: Verification;
}

/** Nothing is chosen silently: without a target or a policy, the issue lists what there is. */
export function exportScenario(found: FoundScenario, request: ExportRequest): Result<Exported> {
  return replayed(found, request, (run, exporter) => {
    const text = exporter.write(run);
    return text.ok ? success({ run, text: text.value }, text.warnings) : text;
  });
}

/** Compares what another tool made of an export with the same run, replayed again. */
export function verifyExport(
  found: FoundScenario,
  request: ExportRequest,
  result: { readonly file: string; readonly text: string },
): Result<Verified> {
  return replayed(found, request, (run, exporter) => {
    const verification = exporter.verify(run, result.text, result.file);
    if (!verification.ok) return verification;
    return success({ run, verification: verification.value }, verification.warnings);
  });
}

function replayed<T>(
  found: FoundScenario,
  { target, policy, ...options }: ExportRequest,
  make: (run: ExportedRun, exporter: Exporter) => Result<T>,
): Result<T> {
  const exporter = findExporter(target);
  if (!exporter.ok) return exporter;
  if (policy === undefined) return noPolicy(found);
  const simulated = simulate(found, { ...options, policies: [policy] });
  if (!simulated.ok) return simulated;
  const { world, comparison } = simulated.value;
  const chosen = onePolicy(world, policy);
  if (!chosen.ok) return chosen;
  const spec = chosen.value;
  const index = world.policies.findIndex(({ name }) => name === spec.name);
  const timeline = comparison.timelines[index] as Timeline;
  const account: Account = comparison.results[index] as (typeof comparison.results)[number];
  const run = { id: found.id, world, spec, timeline, account, sites: sitesOf(world) };
  const made = make(run, exporter.value);
  return made.ok ? success(made.value, [...simulated.warnings, ...made.warnings]) : made;
}

function noPolicy(found: FoundScenario): Result<never> {
  const document = readDocument(found);
  if (!document.ok) return document;
  const names = document.value.document.spec.policies.map(({ name }) => name).join(", ");
  const hint = `Choose one with --policy: ${names}.`;
  return failure([problem("export/policy", "nobody said which policy to export", hint)]);
}
