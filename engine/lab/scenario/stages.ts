/** Stages of SCI for AI: the templates that they name are the workflow's. */
import type { AiTerms } from "../../core/account/ai-views.ts";
import { type Issue, problem } from "../../core/issue.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";

/** Empty where the scenario speaks of no stage. */
export function resolveStages({ stages, stageUnits }: ScenarioDocument["spec"]): { ai?: AiTerms } {
  if (stages === undefined && stageUnits === undefined) return {};
  const { provider, consumer } = stageUnits ?? {};
  const units = {
    ...(provider === undefined ? {} : { provider }),
    ...(consumer === undefined ? {} : { consumer }),
  };
  return { ai: { stages: stages ?? {}, ...units } };
}

export function stageIssues(
  { ai, workload: { workflow } }: World,
  locate: YamlDocument["locate"],
): Issue[] {
  const known = workflow.templates.map(({ name }) => name);
  return Object.keys(ai?.stages ?? {}).flatMap((name) => {
    if (known.includes(name)) return [];
    const message = `the workflow has no template '${name}'`;
    const where = locate(["spec", "stages", name]);
    return [problem("scenario/no-step", message, didYouMean(name, known), where)];
  });
}
