/** The functions of the language that take values only. */
import { type EvaluationContext, ExpressionError, type Value } from "../value.ts";
import { Arguments, type BuiltinFunction } from "./arguments.ts";
import { ENCODINGS } from "./encodings.ts";
import { LISTS } from "./lists.ts";
import { NUMBERS } from "./numbers.ts";
import { TEXTS } from "./texts.ts";
import { TIMES } from "./times.ts";

const FUNCTIONS: ReadonlyMap<string, BuiltinFunction> = new Map([
  ...ENCODINGS,
  ...LISTS,
  ...NUMBERS,
  ...TEXTS,
  ...TIMES,
]);

export function callFunction(
  name: string,
  values: readonly Value[],
  context: EvaluationContext,
): Value {
  const found = FUNCTIONS.get(name);
  if (found === undefined) throw new ExpressionError(`unknown function ${name}`);
  return found(new Arguments(name, values), context);
}
