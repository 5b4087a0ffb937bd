/** Parameters and artifacts as the engine holds them. */
import type {
  Arguments,
  Artifact,
  ConfigMapKeyRef,
  JsonObject,
  Parameter,
  ValueFrom,
} from "../../../core/workflow/manifest.ts";
import type { ArtifactBody } from "../schema/artifacts.ts";
import type { ArgumentsBody, ParameterBody } from "../schema/parameters.ts";
import { defined } from "./defined.ts";

export function toArguments(body: ArgumentsBody | undefined): Arguments {
  return {
    parameters: (body?.parameters ?? []).map(toParameter),
    artifacts: (body?.artifacts ?? []).map(toArtifact),
  };
}

function toParameter({ valueFrom, ...body }: ParameterBody): Parameter {
  return defined({
    ...body,
    valueFrom: valueFrom === undefined ? undefined : toValueFrom(valueFrom),
  });
}

function toValueFrom(body: NonNullable<ParameterBody["valueFrom"]>): ValueFrom {
  return defined({
    ...body,
    supplied: body.supplied === undefined ? undefined : (true as const),
    configMapKeyRef: toKeyRef(body.configMapKeyRef),
  });
}

export function toKeyRef(
  body: { name?: string | undefined; key: string; optional?: boolean | undefined } | undefined,
): ConfigMapKeyRef | undefined {
  if (body === undefined) return undefined;
  return { name: body.name ?? "", key: body.key, optional: body.optional ?? false };
}

function toArtifact(body: ArtifactBody): Artifact {
  const { name, path, from, fromExpression, subPath, globalName } = body;
  return {
    ...defined({ name, path, from, fromExpression, subPath, globalName }),
    optional: body.optional ?? false,
    body: body as JsonObject,
  };
}
