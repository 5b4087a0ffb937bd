/** Placeholders for outputs that no profile describes, inferred from how their readers use them. */
import type { OutputValue } from "../profile/profile.ts";
import type { PlannedTemplate, WorkflowPlan } from "../workflow/plan/plan.ts";
import { Flow } from "./flow.ts";
import { PlanNotes } from "./notes.ts";
import type { Reading } from "./reading.ts";
import { scanPlan } from "./scan.ts";
import { type Place, placeKey } from "./term.ts";
import { valueFor } from "./values.ts";
import { reasonFor } from "./why.ts";

export interface Placeholder {
  readonly value: OutputValue;
  /** How it is read: `compared with heads, tails`. */
  readonly why: string;
}

/** Placeholders of one template. */
export interface TemplatePlaceholders {
  readonly result?: Placeholder;
  /** By name; outputs that have a default are not among them. */
  readonly parameters: Readonly<Record<string, Placeholder>>;
}

/** By position of the template in the plan; templates without any are left out. */
export type InferredOutputs = ReadonlyMap<number, TemplatePlaceholders>;

/**
 * Looks at every reader in the plan: conditions, loops, expressions, retries, keys, and what is passed
 * on to them through inputs and outputs. Pure; it does not fail whatever the texts hold.
 */
export function inferOutputs(plan: WorkflowPlan): InferredOutputs {
  const flow = new Flow(plan);
  const notes = new PlanNotes(flow);
  scanPlan(flow, notes);
  const readings = notes.settle();
  const inferred = new Map<number, TemplatePlaceholders>();
  for (const [position, template] of plan.templates.entries()) {
    const placeholders = placeholdersOf(template, position, readings);
    if (placeholders !== undefined) inferred.set(position, placeholders);
  }
  return inferred;
}

function placeholdersOf(
  template: PlannedTemplate,
  position: number,
  readings: ReadonlyMap<string, Reading>,
): TemplatePlaceholders | undefined {
  if (template.kind !== "leaf" && template.kind !== "suspend") return undefined;
  const find = (kind: Place["kind"], name: string) =>
    placeholderOf(readings.get(placeKey({ kind, template: position, name })));
  const inputs = new Set(template.inputs.parameters.map(({ name }) => name));
  const open = template.outputs.filter(
    ({ name, default: fallback, supplied }) =>
      fallback === undefined && (template.kind === "leaf" || (supplied && !inputs.has(name))),
  );
  const parameters = open.flatMap(({ name }) => {
    const placeholder = find("output", name);
    return placeholder === undefined ? [] : [[name, placeholder] as const];
  });
  const result = template.kind === "leaf" ? find("result", "") : undefined;
  if (result === undefined && parameters.length === 0) return undefined;
  return {
    ...(result === undefined ? {} : { result }),
    parameters: Object.fromEntries(parameters),
  };
}

function placeholderOf(reading: Reading | undefined): Placeholder | undefined {
  const value = reading === undefined ? undefined : valueFor(reading);
  return reading === undefined || value === undefined
    ? undefined
    : { value, why: reasonFor(reading) };
}
