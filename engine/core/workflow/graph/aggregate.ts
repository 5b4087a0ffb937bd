/** What a loop gives as a whole: lists of its items' outputs, in their order. */
import { toGoJson } from "../../expression/go/json.ts";
import { MAX_PARAMETER_LENGTH } from "../../limits.ts";
import type { WorkflowNode } from "../state.ts";
import { compactJson } from "../values/compact-json.ts";
import { wholeList } from "./json-list.ts";

/**
 * `outputs.result`, `outputs.parameters` and `outputs.parameters.<name>` as JSON lists over the items
 * that succeeded. A list of values that are all JSON objects or lists holds them as such, else as texts.
 */
export function aggregate(items: readonly WorkflowNode[]): Record<string, string> {
  const given = items.filter(
    ({ flag, phase, outputs }) =>
      phase === "Succeeded" && outputs !== null && flag?.hooked !== true && flag?.retried !== true,
  );
  const results: string[] = [];
  const maps: string[] = [];
  const lists = new Map<string, string[]>();
  for (const { outputs } of given) {
    const entries = Object.entries(outputs?.parameters ?? {});
    if (entries.length > 0) maps.push(mapJson(entries));
    for (const [name, value] of entries) {
      const list = lists.get(name) ?? [];
      list.push(value);
      lists.set(name, list);
    }
    const result = outputs?.result === undefined ? undefined : compactJson(outputs.result);
    if (result !== undefined) results.push(result);
  }
  const collected: Record<string, string> = {
    "outputs.result": wholeList(results),
    "outputs.parameters": wholeList(maps),
  };
  for (const [name, values] of lists) collected[`outputs.parameters.${name}`] = valueList(values);
  return collected;
}

/** The first result of a loop that is not JSON: Argo cannot make a list of those. */
export function unreadableResult(items: readonly WorkflowNode[]): string | undefined {
  return items.find(
    ({ phase, outputs }) =>
      phase === "Succeeded" &&
      outputs?.result !== undefined &&
      compactJson(outputs.result) === undefined,
  )?.outputs?.result;
}

function valueList(values: readonly string[]): string {
  const inlined = values.map((value) => (/^\s*[[{]/.test(value) ? compactJson(value) : undefined));
  return wholeList(
    inlined.every((value) => value !== undefined) ? inlined : values.map((value) => json(value)),
  );
}

/** Keys sorted, as Go writes maps. */
function mapJson(entries: readonly [string, string][]): string {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, value]) => `${json(name)}:${json(value)}`).join(",")}}`;
}

/** A text that is too long for JSON is too long for a list of texts as well. */
function json(text: string): string {
  return text.length > MAX_PARAMETER_LENGTH ? text : toGoJson(text);
}
