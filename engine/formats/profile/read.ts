/** Reads profiles in a document of their own; every mismatch is an issue with line and column. */
import { type Result, success } from "../../core/issue.ts";
import { DEFAULT_PROFILE, type Profiles } from "../../core/profile/profile.ts";
import { profilesFileSchema } from "../../core/scenario/profile-schema.ts";
import { checkDocument } from "../yaml/check.ts";
import { readYaml, type YamlDocument } from "../yaml/read.ts";
import { resolveProfile, resolveProfiles } from "./resolve.ts";

export interface ReadProfiles {
  readonly profiles: Profiles;
  /** Place of a value in the file, for issues found later. */
  readonly locate: YamlDocument["locate"];
}

/** `kind: Profiles`. Whether the templates exist is checked against a workflow: `checkTemplates`. */
export function readProfiles(text: string, file: string): Result<ReadProfiles> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const checked = checkDocument(yaml.value, profilesFileSchema, {
    guide: "docs/guide/profiles.md",
  });
  if (!checked.ok) return checked;
  const { seed, default: fallback, templates } = checked.value.spec;
  const profiles: Profiles = {
    ...(seed === undefined ? {} : { seed }),
    default: fallback === undefined ? DEFAULT_PROFILE : resolveProfile(fallback),
    templates: resolveProfiles(templates),
  };
  return success({ profiles, locate: yaml.value.locate });
}
