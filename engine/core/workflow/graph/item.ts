/** Items of loops: how Argo writes them into names and texts. */
import { toGoJson } from "../../expression/go/json.ts";
import type { Value } from "../../expression/value.ts";
import type { Json, JsonObject } from "../manifest.ts";

/** JSON as the expression language has it: whole numbers are ints. */
export function toValue(json: Json): Value {
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json === "object" && json !== null) {
    return new Map(Object.entries(json as JsonObject).map(([key, each]) => [key, toValue(each)]));
  }
  return json as Value;
}

/** Compact JSON with sorted keys, as Go's encoding/json writes it. */
export function goJson(json: Json): string {
  return toGoJson(toValue(json));
}

/** `%v` of an item: texts without their quotes but with JSON's escapes, all others as JSON. */
function itemText(item: Json): string {
  const json = unescapeHtml(goJson(item));
  return typeof item === "string" ? json.slice(1, -1) : json;
}

/** `task(0:foo)`, `task(0:group:dev,name:x)`: the name of the node that an item makes. */
export function loopName(name: string, index: number, item: Json): string {
  const clean = itemDescription(item).replace(/[()]/g, "");
  return `${name}(${index}:${clean})`;
}

/** `item`, and for maps `item.<key>`. */
export function itemEntries(item: Json): [string, string][] {
  if (!isMap(item)) {
    return [["item", Array.isArray(item) ? goJson(item) : itemText(item)]];
  }
  const keys = Object.entries(item).map(([key, value]): [string, string] => [
    `item.${key}`,
    itemText(value),
  ]);
  return [["item", goJson(item)], ...keys];
}

/** Lists in brackets without commas, maps by sorted keys; upstream takes null for an empty list. */
function itemDescription(item: Json): string {
  if (Array.isArray(item)) return `[${item.map(itemText).join(" ")}]`;
  if (item === null) return "[]";
  if (!isMap(item)) return itemText(item);
  return Object.entries(item)
    .map(([key, value]) => `${key}:${itemText(value)}`)
    .sort()
    .join(",");
}

function isMap(item: Json): item is JsonObject {
  return typeof item === "object" && item !== null && !Array.isArray(item);
}

function unescapeHtml(json: string): string {
  return json
    .replace(/\\u003c/g, "<")
    .replace(/\\u003e/g, ">")
    .replace(/\\u0026/g, "&");
}
