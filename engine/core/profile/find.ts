/** Which profile a template has. */
import { own } from "../text/own.ts";
import type { Profile, Profiles } from "./profile.ts";

/**
 * The profile of a template: that of `<scope>/<name>`, else of `<WorkflowTemplate>/<name>`, else of
 * its name alone, else the default.
 *
 * @param scope where the template is written: `local/`, `namespaced/<name>` or `cluster/<name>`
 */
export function findProfile(profiles: Profiles, name: string, scope = "local/"): Profile {
  for (const key of profileKeys(name, scope)) {
    const found = own(profiles.templates, key);
    if (found !== undefined) return found;
  }
  return profiles.default;
}

/** What a template may be called in a document, the most precise first. */
export function profileKeys(name: string, scope = "local/"): readonly string[] {
  const holder = scope.slice(scope.indexOf("/") + 1);
  return holder === "" ? [name] : [`${scope}/${name}`, `${holder}/${name}`, name];
}
