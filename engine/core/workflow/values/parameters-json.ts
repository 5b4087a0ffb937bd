/** `inputs.parameters` and `workflow.parameters` as a whole: lists of parameters as Go writes them. */
import { toGoJson } from "../../expression/go/json.ts";
import type { Value } from "../../expression/value.ts";
import type { Parameter } from "../manifest.ts";

/** Texts of a parameter in the order of upstream's struct; the ones that are empty are left out. */
const FIELDS = ["name", "default", "value", "globalName"] as const;

/** A JSON list of `{name, default, value, …}`. */
export function parametersJson(parameters: readonly Parameter[]): string {
  return `[${parameters.map(parameterJson).join(",")}]`;
}

function parameterJson(parameter: Parameter): string {
  const parts = FIELDS.flatMap((field) => part(field, parameter[field]));
  parts.push(...part("enum", parameter.enum), ...part("description", parameter.description));
  return `{${parts.join(",")}}`;
}

function part(field: string, value: string | readonly string[] | undefined): string[] {
  return value === undefined ? [] : [`"${field}":${toGoJson(value as Value)}`];
}
