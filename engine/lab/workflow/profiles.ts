/** Whose profiles a run uses: those that were given, those of the scenario, or the stated defaults. */

import type { Issue } from "../../core/issue.ts";
import { type Result, success } from "../../core/issue.ts";
import { DEFAULT_PROFILE, NO_PROFILES, type Profiles } from "../../core/profile/profile.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import { checkTemplates } from "../../formats/profile/check.ts";
import { readProfiles } from "../../formats/profile/read.ts";
import { resolveProfiles } from "../../formats/profile/resolve.ts";
import { findScenario, readDocument } from "../scenario/open.ts";
import type { TextFile } from "./simulate.ts";

export interface ChosenProfiles {
  readonly from: "given" | "scenario" | "defaults";
  readonly profiles: Profiles;
  /** Warnings about names that the workflow does not have. */
  check(workflow: Workflow): readonly Issue[];
}

export function chooseProfiles(
  given: TextFile | undefined,
  scenario: { readonly id: string; readonly folder?: string | undefined } | undefined,
): Result<ChosenProfiles> {
  if (given !== undefined) {
    const read = readProfiles(given.text, given.file);
    if (!read.ok) return read;
    const check = ({ templates }: Workflow) => checkTemplates(read.value, templates);
    return success({ from: "given", profiles: read.value.profiles, check }, read.warnings);
  }
  const found = scenario && findScenario(scenario.id, scenario.folder);
  const document = found?.ok ? readDocument(found.value) : undefined;
  if (!document?.ok) return success({ from: "defaults", profiles: NO_PROFILES, check: () => [] });
  const { seed, profiles } = document.value.document.spec;
  const templates = resolveProfiles(profiles);
  const chosen = { seed, default: DEFAULT_PROFILE, templates };
  return success({ from: "scenario", profiles: chosen, check: () => [] });
}
