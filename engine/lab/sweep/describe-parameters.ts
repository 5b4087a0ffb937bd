/** The parameters of a scenario that a sweep can vary, as a form shows them. */
import type { SweepParameter, SweepParameters } from "../../contract/sweep.ts";
import { type Result, success } from "../../core/issue.ts";
import { checkScenario } from "../../formats/scenario/read.ts";
import { type FoundScenario, readYamlFile } from "../scenario/open.ts";
import { suggestionsFor, titleOf, unitOf } from "../scenario/parameter-titles.ts";
import { type Parameter, parametersOf } from "../scenario/parameters.ts";

export function describeParameters(found: FoundScenario): Result<SweepParameters> {
  const yaml = readYamlFile(found);
  if (!yaml.ok) return yaml;
  const checked = checkScenario(yaml.value);
  if (!checked.ok) return checked;
  const { policies, baseline } = checked.value.document.spec;
  return success({
    parameters: parametersOf(yaml.value.data).map((each) => describe(each, policies)),
    policies: policies.map(({ name, title }) => ({ name, title: title ?? name })),
    baseline,
  });
}

function describe(parameter: Parameter, policies: Parameters<typeof titleOf>[1]): SweepParameter {
  const { name, policy, field, uncertain } = parameter;
  const { kind, description, minimum, maximum, choices, current } = field;
  const unit = unitOf(parameter);
  return {
    parameter: name,
    title: titleOf(parameter, policies),
    description,
    ...(policy !== undefined && { policy }),
    kind,
    ...(unit !== undefined && { unit }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(choices !== undefined && { choices }),
    current: typeof current === "number" || typeof current === "string" ? current : null,
    suggested: suggestionsFor(parameter),
    uncertain,
  };
}
