/** Holds profiles against the templates that they are for. */
import { caution, type Issue } from "../../core/issue.ts";
import { profileKeys } from "../../core/profile/find.ts";
import type { Profile } from "../../core/profile/profile.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { ReadProfiles } from "./read.ts";

/** What is looked at of a template. */
export interface CheckedTemplate {
  readonly name: string;
  /** Where it is written: `local/`, `namespaced/<name>` or `cluster/<name>`. */
  readonly scope: string;
  readonly outputs: { readonly parameters: readonly { readonly name: string }[] };
}

/**
 * Warnings for profiles that no template has, and for parameters that none of theirs declares: one
 * document may serve several workflows, but a misspelt name would change nothing without a word.
 */
export function checkTemplates(
  { profiles, locate }: ReadProfiles,
  templates: readonly CheckedTemplate[],
): Issue[] {
  const byKey = templatesByKey(templates);
  const place = ["spec", "templates"];
  const unknown = Object.keys(profiles.templates).flatMap((key) => {
    if (byKey.has(key)) return [];
    const hint = didYouMean(key, [...byKey.keys()]);
    const where = locate([...place, key]);
    return [caution("profile/no-template", `there is no template '${key}'`, hint, where)];
  });
  return [...unknown, ...checkOutputs(profiles.templates, byKey, locate, place)];
}

/** Templates by all that they may be called in a document. */
export function templatesByKey(
  templates: readonly CheckedTemplate[],
): ReadonlyMap<string, readonly CheckedTemplate[]> {
  const byKey = new Map<string, CheckedTemplate[]>();
  for (const template of templates) {
    for (const key of profileKeys(template.name, template.scope)) {
      byKey.set(key, [...(byKey.get(key) ?? []), template]);
    }
  }
  return byKey;
}

/** @param place of the profiles in their document */
export function checkOutputs(
  profiles: Readonly<Record<string, Profile>>,
  byKey: ReadonlyMap<string, readonly CheckedTemplate[]>,
  locate: ReadProfiles["locate"],
  place: readonly string[],
): Issue[] {
  return Object.entries(profiles).flatMap(([key, { parameters, suspend }]) => {
    const found = byKey.get(key);
    if (found === undefined) return [];
    const declared = new Set(
      found.flatMap(({ outputs }) => outputs.parameters.map(({ name }) => name)),
    );
    const unknown = (names: object, ...inside: string[]) =>
      Object.keys(names).flatMap((name) => {
        if (declared.has(name)) return [];
        const message = `the template '${key}' has no output parameter '${name}'`;
        const hint = declared.size === 0 ? "Remove it." : didYouMean(name, [...declared]);
        const where = locate([...place, key, ...inside, name]);
        return [caution("profile/no-output", message, hint, where)];
      });
    return [
      ...unknown(parameters, "parameters"),
      ...unknown(suspend?.parameters ?? {}, "suspend", "parameters"),
    ];
  });
}
