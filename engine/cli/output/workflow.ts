/** A finished run as people read it in a terminal. */
import { type PlaceholderNote, placeholderNotes } from "../../core/infer/placeholders.ts";
import type { OutputValue, Profiles } from "../../core/profile/profile.ts";
import { DEFAULT_RESUME_MS } from "../../core/profile/profile.ts";
import { formatDuration } from "../../core/units/duration.ts";
import type { ParameterStatus, WorkflowStatus } from "../../core/workflow/status/status.ts";
import type { SimulatedWorkflow } from "../../lab/workflow/simulate.ts";
import { formatTree, phaseSymbol } from "./workflow-tree.ts";

const MAX_VALUE = 120;
/** Placeholders that are listed. */
const MAX_NOTES = 20;

export interface UsedProfiles {
  readonly profiles: Profiles;
  /** Their file, when one was given. */
  readonly profile: string | undefined;
}

/** Header, tree and outputs. */
export function formatWorkflow(
  { run, plan, seed }: SimulatedWorkflow,
  status: WorkflowStatus,
  used: UsedProfiles,
): string {
  const { phase } = status;
  const given = plan.workflow.arguments.parameters.map(({ name, value = "" }) => ({ name, value }));
  return [
    field("Name", status.name),
    field("Namespace", status.namespace),
    field("Status", `${phaseSymbol(phase)} ${phase}`),
    ...(status.message === undefined ? [] : [field("Message", status.message)]),
    field("Started", status.startedAt ?? "-"),
    field("Finished", status.finishedAt ?? "-"),
    field("Duration", formatDuration(run.endMs - run.startMs)),
    field("Progress", status.progress),
    ...parameters("Parameters", given),
    ...parameters("Outputs", status.outputs?.parameters ?? []),
    ...artifacts(status.outputs?.artifacts ?? []),
    modelled(used, seed),
    ...placeholders(placeholderNotes(plan, used.profiles)),
    "",
    formatTree(plan, run.run),
  ].join("\n");
}

function field(name: string, value: string): string {
  return `${`${name}:`.padEnd(12)} ${value}`;
}

function parameters(title: string, list: readonly ParameterStatus[]): string[] {
  if (list.length === 0) return [];
  return [`${title}:`, ...list.map(({ name, value }) => `  ${name}: ${shortened(value ?? "")}`)];
}

function artifacts(list: readonly { readonly name?: unknown }[]): string[] {
  if (list.length === 0) return [];
  return [field("Artifacts", list.map(({ name }) => String(name)).join(", "))];
}

/** Nobody should take these durations for measured ones. */
function modelled({ profiles, profile }: UsedProfiles, seed: number): string {
  const source = profile === undefined ? "by defaults" : `by ${profile}`;
  const rest = profile === undefined ? "" : "templates without a profile: ";
  const resume = `a suspended node waits ${formatDuration(DEFAULT_RESUME_MS)}`;
  const defaults = `${rest}a pod takes ${podDuration(profiles)}, ${resume}`;
  return `Nothing was executed: durations are modelled ${source} (${defaults}; seed ${seed}).`;
}

/** Nobody should take invented outputs for real ones either. */
function placeholders(notes: readonly PlaceholderNote[]): string[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, MAX_NOTES).map(({ template, of, output, value, why }) => {
    const what = of === "result" ? "the result" : `'${output}'`;
    return `  ${what} of ${template}: ${shortened(valueText(value))} (${why})`;
  });
  const left = notes.length - shown.length;
  return [
    "Placeholders, for no profile says what comes out:",
    ...shown,
    ...(left > 0 ? [`  … ${left} more`] : []),
  ];
}

function valueText(value: OutputValue): string {
  switch (value.kind) {
    case "constant":
      return value.text;
    case "choice":
      return value.values.join(" or ");
    case "sequence":
      return value.values.join(", then ");
    case "integer":
      return `${value.min} to ${value.max}`;
    case "formula":
      return value.expression;
  }
}

function podDuration({ default: { work } }: Profiles): string {
  if (work.kind === "measured") return "as measured";
  const { duration } = work;
  if (duration.kind === "constant") return formatDuration(duration.durationMs);
  return duration.kind === "formula" ? `'${duration.expression}'` : `a ${duration.kind} time`;
}

function shortened(value: string): string {
  const line = value.replaceAll("\n", "\\n");
  return line.length <= MAX_VALUE ? line : `${line.slice(0, MAX_VALUE)}…`;
}
