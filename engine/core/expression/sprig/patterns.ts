/** sprig's regular expressions. */
import { type GoRegexp, quoteMeta, regexpFor } from "../go/regexp.ts";
import { type Callable, checkSize, type EvaluationContext, spend, type Value } from "../value.ts";
import { define } from "./define.ts";
import { orElse } from "./or-else.ts";

export const PATTERNS: readonly Callable[] = [
  define("regexMatch", ["string", "string"], ([pattern, text], context) =>
    orElse(false, context, () => regexpFor(pattern, text, context).test(text)),
  ),
  define("mustRegexMatch", ["string", "string"], ([pattern, text], context) =>
    regexpFor(pattern, text, context).test(text),
  ),
  ...withMust("Find", (name) =>
    define(name, ["string", "string"], ([pattern, text], context) => {
      const found = regexpFor(pattern, text, context).matches(text, 1)[0];
      return found === undefined ? "" : text.slice(found[0], found[1]);
    }),
  ),
  ...withMust("FindAll", (name) =>
    define(name, ["string", "string", "int"], ([pattern, text, limit], context) => {
      const regexp = regexpFor(pattern, text, context);
      const found = limit === 0 ? [] : regexp.matches(text, limit);
      spend(context, found.length);
      return found.map((match) => text.slice(match[0], match[1]));
    }),
  ),
  ...withMust("ReplaceAll", (name) =>
    define(name, ["string", "string", "string"], ([pattern, text, replacement], context) =>
      replaced(pattern, text, replacement, context, (regexp) =>
        regexp.replaceAll(text, replacement),
      ),
    ),
  ),
  ...withMust("ReplaceAllLiteral", (name) =>
    define(name, ["string", "string", "string"], ([pattern, text, replacement], context) =>
      replaced(pattern, text, replacement, context, (regexp) =>
        regexp.replaceAllLiteral(text, replacement),
      ),
    ),
  ),
  ...withMust("Split", (name) =>
    define(name, ["string", "string", "int"], ([pattern, text, limit], context) =>
      regexpFor(pattern, text, context).split(text, limit),
    ),
  ),
  define("regexQuoteMeta", ["string"], ([text]) => quoteMeta(text)),
];

/** A wrong pattern is an error in both spellings: the other one panics in Go. Only a match is false. */
function withMust(suffix: string, make: (name: string) => Callable): Callable[] {
  return [make(`regex${suffix}`), make(`mustRegex${suffix}`)];
}

/** Every match may make the text longer, by the groups that the replacement names as well. */
function replaced(
  pattern: string,
  text: string,
  replacement: string,
  context: EvaluationContext,
  replace: (regexp: GoRegexp) => string,
): Value {
  const regexp = regexpFor(pattern, text, context);
  const groups = replacement.split("$").length - 1;
  const matches = regexp.matches(text);
  const matched = matches.reduce(
    (sum, match) => sum + (match[1] as number) - (match[0] as number),
    0,
  );
  checkSize(context, text.length + matches.length * replacement.length + groups * matched);
  return replace(regexp);
}
