/** What a scenario says about accounting: its unit, lines of the bill, stages of SCI for AI, who reports. */
import type { AiTerms } from "../../core/account/ai-views.ts";
import { type Issue, problem } from "../../core/issue.ts";
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { World } from "../../core/scenario/world.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";

type Terms = Pick<World, "functionalUnit" | "costs" | "ai" | "report">;

/** Without what the scenario does not state. */
export function resolveAccounting(spec: ScenarioDocument["spec"]): Terms {
  const { functionalUnit, costs, report } = spec;
  return {
    functionalUnit,
    ...(costs === undefined ? {} : { costs }),
    ...resolveStages(spec),
    ...(report === undefined ? {} : { report }),
  };
}

function resolveStages({ stages, stageUnits }: ScenarioDocument["spec"]): { ai?: AiTerms } {
  if (stages === undefined && stageUnits === undefined) return {};
  const { provider, consumer } = stageUnits ?? {};
  const units = {
    ...(provider === undefined ? {} : { provider }),
    ...(consumer === undefined ? {} : { consumer }),
  };
  return { ai: { stages: stages ?? {}, ...units } };
}

/** The templates that stages name are the workflow's. */
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
