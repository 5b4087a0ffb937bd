/** sprig's JSON. */
import { fromGoJson } from "../from-json.ts";
import { toGoJson } from "../go/json.ts";
import type { Callable, Value } from "../value.ts";
import { define } from "./define.ts";
import { orElse } from "./or-else.ts";

export const JSON_FUNCTIONS: readonly Callable[] = [
  define("fromJson", ["string"], ([text], context) =>
    orElse(null, context, () => fromGoJson(text)),
  ),
  define("mustFromJson", ["string"], ([text]) => fromGoJson(text)),
  ...writers("Json", (value) => toGoJson(value)),
  ...writers("PrettyJson", (value) => toGoJson(value, "  ")),
  ...writers("RawJson", (value) => withoutHtmlEscapes(toGoJson(value))),
];

/** What has no JSON gives an empty text, or an error from the `must` function. */
function writers(suffix: string, write: (value: Value) => string): Callable[] {
  return [
    define(`to${suffix}`, ["tree"], ([value], context) => orElse("", context, () => write(value))),
    define(`mustTo${suffix}`, ["tree"], ([value]) => write(value)),
  ];
}

const HTML: Readonly<Record<string, string>> = { "\\u003c": "<", "\\u003e": ">", "\\u0026": "&" };

function withoutHtmlEscapes(json: string): string {
  return json.replace(/\\(?:u[\da-f]{4}|.)/g, (found) => HTML[found] ?? found);
}
