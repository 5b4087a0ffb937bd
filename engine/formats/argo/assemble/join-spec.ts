/** The spec of a workflow over that of the WorkflowTemplate it refers to, as upstream joins them. */
import type { JsonObject } from "../../../core/workflow/manifest.ts";
import type { ArtifactBody } from "../schema/artifacts.ts";
import { locationFields } from "../schema/locations.ts";
import type { ParameterBody } from "../schema/parameters.ts";
import type { SpecBody } from "../schema/spec.ts";
import { strategicMerge } from "./strategic-merge.ts";

/** Fields of `own` have precedence; hooks by name as a whole, `suspend` from `own` alone. */
export function joinSpec(own: SpecBody, template: SpecBody): SpecBody {
  const merged = strategicMerge(asJson(template), asJson(own)) as unknown as SpecBody;
  const hooks = { ...template.hooks, ...own.hooks };
  const labelsFrom = {
    ...template.workflowMetadata?.labelsFrom,
    ...own.workflowMetadata?.labelsFrom,
  };
  const { suspend, ...rest } = merged;
  return {
    ...rest,
    ...(own.suspend === undefined ? {} : { suspend: own.suspend }),
    ...(Object.keys(hooks).length === 0 ? {} : { hooks }),
    ...(merged.workflowMetadata === undefined
      ? {}
      : { workflowMetadata: { ...merged.workflowMetadata, labelsFrom } }),
    ...(merged.arguments === undefined ? {} : { arguments: joinArguments(merged, own, template) }),
  };
}

/** A parameter that has a value in several places keeps that of the first, and nothing of the others. */
function joinArguments(merged: SpecBody, own: SpecBody, template: SpecBody) {
  const inOwn = byName(own.arguments?.parameters);
  const inTemplate = byName(template.arguments?.parameters);
  const parameters = (merged.arguments?.parameters ?? []).map(
    (parameter) =>
      [inOwn.get(parameter.name), inTemplate.get(parameter.name)].find(hasValue) ?? parameter,
  );
  const ownArtifacts = byName(own.arguments?.artifacts);
  const templateArtifacts = byName(template.arguments?.artifacts);
  const artifacts = (merged.arguments?.artifacts ?? []).map((artifact) => {
    const written = ownArtifacts.get(artifact.name);
    const before = templateArtifacts.get(artifact.name);
    if (written === undefined || before === undefined) return artifact;
    return driverOf(written) === driverOf(before) ? artifact : written;
  });
  return { ...merged.arguments, parameters, artifacts };
}

function byName<T extends { name: string }>(list: readonly T[] | undefined): Map<string, T> {
  return new Map((list ?? []).map((each) => [each.name, each]));
}

function hasValue(parameter: ParameterBody | undefined): parameter is ParameterBody {
  if (parameter === undefined) return false;
  const { value, default: fallback, valueFrom } = parameter;
  return value !== undefined || fallback !== undefined || valueFrom !== undefined;
}

const DRIVERS = Object.keys(locationFields) as (keyof typeof locationFields)[];

function driverOf(artifact: ArtifactBody): string | undefined {
  return DRIVERS.find((driver) => driver !== "archiveLogs" && artifact[driver] !== undefined);
}

function asJson(spec: SpecBody): JsonObject {
  const { hooks, ...rest } = spec;
  return rest as unknown as JsonObject;
}
