/** What to do where a scenario's quality surface is missing or is not of its program. */
import { basename, dirname, resolve } from "node:path";
import { BUNDLED_SCENARIOS } from "../scenario/bundled.ts";

/** How the surface of a scenario's file is computed, for people. */
export function computeRemedy(file: string | undefined): string {
  return `Compute it in Models and drift, or with: lowtide quality compute ${scenarioName(file)}`;
}

/** What `lowtide` calls a scenario: bundled ones by their folder. */
function scenarioName(file: string | undefined): string {
  if (file === undefined) return "SCENARIO";
  const folder = dirname(resolve(file));
  const bundled = dirname(folder) === resolve(BUNDLED_SCENARIOS);
  return bundled && basename(file) === "scenario.yaml" ? basename(folder) : file;
}
