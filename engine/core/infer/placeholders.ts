/** Profiles with placeholders for the outputs that they say nothing of. */
import { findProfile, profileKeys } from "../profile/find.ts";
import type { OutputValue, Profile, Profiles } from "../profile/profile.ts";
import { own } from "../text/own.ts";
import type { PlannedTemplate, WorkflowPlan } from "../workflow/plan/plan.ts";
import { inferOutputs, type Placeholder, type TemplatePlaceholders } from "./infer.ts";

/** An output that is a placeholder, for those who look at a run. */
export interface PlaceholderNote {
  /** As a profile would name it: `score`, `namespaced/library/score`. */
  readonly template: string;
  /** `result`, or the name of a parameter. */
  readonly output: string;
  readonly of: "result" | "parameter";
  readonly kind: OutputValue["kind"];
  readonly value: OutputValue;
  readonly why: string;
}

/** Plans and profiles are plain data; what follows from both is kept beside them. */
const known = new WeakMap<Profiles, WeakMap<WorkflowPlan, readonly Profile[]>>();

/** The profile of each template of a plan, by position, with placeholders where it says nothing. */
export function profilesOf(plan: WorkflowPlan, profiles: Profiles): readonly Profile[] {
  const plans = known.get(profiles) ?? new WeakMap<WorkflowPlan, readonly Profile[]>();
  known.set(profiles, plans);
  const found = plans.get(plan);
  if (found !== undefined) return found;
  const inferred = inferOutputs(plan);
  const made = plan.templates.map((template, position) => {
    const profile = findProfile(profiles, template.name, template.scope);
    const placeholders = inferred.get(position);
    if (placeholders === undefined || !isAsked(profile, template)) return profile;
    return withPlaceholders(profile, template.kind, placeholders);
  });
  plans.set(plan, made);
  return made;
}

/** Nobody resumes a node that goes on by itself, unless its profile says so. */
function isAsked({ suspend }: Profile, template: PlannedTemplate): boolean {
  return template.kind !== "suspend" || template.duration === undefined || suspend !== undefined;
}

function withPlaceholders(
  profile: Profile,
  kind: PlannedTemplate["kind"],
  found: TemplatePlaceholders,
): Profile {
  const values = valuesOf(found.parameters);
  if (kind === "suspend") {
    const { suspend } = profile;
    return {
      ...profile,
      suspend: { ...suspend, parameters: { ...values, ...suspend?.parameters } },
    };
  }
  const result = profile.result ?? found.result?.value;
  const parameters = { ...values, ...profile.parameters };
  return { ...profile, parameters, ...(result === undefined ? {} : { result }) };
}

/** The outputs of a plan that these profiles leave to placeholders, in the order of the templates. */
export function placeholderNotes(plan: WorkflowPlan, profiles: Profiles): PlaceholderNote[] {
  return [...inferOutputs(plan)].flatMap(([position, found]) => {
    const template = plan.templates[position];
    if (template === undefined) return [];
    const { name, scope, kind } = template;
    const profile = findProfile(profiles, name, scope);
    if (!isAsked(profile, template)) return [];
    const said = kind === "suspend" ? (profile.suspend?.parameters ?? {}) : profile.parameters;
    const key = profileKeys(name, scope)[0] ?? name;
    const parameters = Object.entries(found.parameters)
      .filter(([output]) => own(said, output) === undefined)
      .map(([output, placeholder]) => noteOf(key, "parameter", output, placeholder));
    if (found.result === undefined || profile.result !== undefined) return parameters;
    return [noteOf(key, "result", "result", found.result), ...parameters];
  });
}

function noteOf(
  template: string,
  of: PlaceholderNote["of"],
  output: string,
  { value, why }: Placeholder,
): PlaceholderNote {
  return { template, output, of, kind: value.kind, value, why };
}

function valuesOf(placeholders: TemplatePlaceholders["parameters"]): Record<string, OutputValue> {
  const entries = Object.entries(placeholders).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(entries);
}
