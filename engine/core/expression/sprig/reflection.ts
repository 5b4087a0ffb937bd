/** sprig's questions about types. Lists are `[]interface {}` and integers `int`, whatever made them. */
import {
  type Callable,
  type EvaluationContext,
  ExpressionError,
  isArray,
  isDuration,
  isMap,
  isTime,
  MAX_VALUE_DEPTH,
  spend,
  typeName,
  type Value,
} from "../value.ts";
import { define } from "./define.ts";

export const REFLECTION: readonly Callable[] = [
  define("typeOf", ["any"], ([value]) => typeOf(value)),
  define("typeIs", ["string", "any"], ([name, value]) => typeOf(value) === name),
  define("typeIsLike", ["string", "any"], ([name, value]) =>
    [name, `*${name}`].includes(typeOf(value)),
  ),
  define("kindOf", ["any"], ([value]) => kindOf(value)),
  define("kindIs", ["string", "any"], ([name, value]) => kindOf(value) === name),
  define("deepEqual", ["any", "any"], ([a, b], context) => deepEqual(a, b, context)),
  ...["deepCopy", "mustDeepCopy"].map((name) => define(name, ["any"], ([value]) => copied(value))),
];

function typeOf(value: Value): string {
  return value === null ? "<nil>" : typeName(value);
}

export function kindOf(value: Value): string {
  if (value === null) return "invalid";
  if (isArray(value)) return "slice";
  if (isMap(value)) return "map";
  if (isTime(value)) return "struct";
  return isDuration(value) ? "int64" : typeName(value);
}

/** Go's `reflect.DeepEqual`: same type, same content. */
export function deepEqual(a: Value, b: Value, context: EvaluationContext, depth = 0): boolean {
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
  spend(context, 1);
  if (isArray(a) && isArray(b)) {
    return (
      a.length === b.length &&
      a.every((item, i) => deepEqual(item, b[i] as Value, context, depth + 1))
    );
  }
  if (isMap(a) && isMap(b)) {
    return (
      a.size === b.size &&
      [...a].every(
        ([key, item]) => b.has(key) && deepEqual(item, b.get(key) as Value, context, depth + 1),
      )
    );
  }
  if (isTime(a) && isTime(b)) {
    return a.unixNs === b.unixNs && a.offsetSeconds === b.offsetSeconds && a.zone === b.zone;
  }
  if (isDuration(a) && isDuration(b)) return a.ns === b.ns;
  return a === b;
}

/** Values never change, so a copy is the value itself; nil cannot be copied. */
function copied(value: Value): Value {
  if (value === null) throw new ExpressionError("sprig.deepCopy cannot copy nil");
  return value;
}
