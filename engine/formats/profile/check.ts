/** Holds profiles against the templates that they are for. */
import { caution, type Issue } from "../../core/issue.ts";
import { profileKeys } from "../../core/profile/find.ts";
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
  const byKey = new Map<string, CheckedTemplate[]>();
  for (const template of templates) {
    for (const key of profileKeys(template.name, template.scope)) {
      byKey.set(key, [...(byKey.get(key) ?? []), template]);
    }
  }
  return Object.entries(profiles.templates).flatMap(([key, { parameters, suspend }]) => {
    const path = ["spec", "templates", key];
    const found = byKey.get(key);
    if (found === undefined) {
      const message = `there is no template '${key}'`;
      const hint = didYouMean(key, [...byKey.keys()]);
      return [caution("profile/no-template", message, hint, locate(path))];
    }
    const declared = new Set(
      found.flatMap(({ outputs }) => outputs.parameters.map(({ name }) => name)),
    );
    const unknown = (names: object, ...inside: string[]) =>
      Object.keys(names).flatMap((name) => {
        if (declared.has(name)) return [];
        const message = `the template '${key}' has no output parameter '${name}'`;
        const hint = declared.size === 0 ? "Remove it." : didYouMean(name, [...declared]);
        return [caution("profile/no-output", message, hint, locate([...path, ...inside, name]))];
      });
    return [
      ...unknown(parameters, "parameters"),
      ...unknown(suspend?.parameters ?? {}, "suspend", "parameters"),
    ];
  });
}
