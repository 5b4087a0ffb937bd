/** Evaluates a JSONPath over parsed JSON, as Argo's `jsonpath` function. */
import { byteLength } from "../bytes.ts";
import { equal, isNumber, order } from "../compare.ts";
import { sortedEntries } from "../go/order.ts";
import {
  type EvaluationContext,
  ExpressionError,
  isArray,
  isMap,
  spend,
  typeName,
  type Value,
} from "../value.ts";
import type { Formula } from "./formula.ts";
import { type Path, parsePath, type Step } from "./path.ts";

/** An error costs far more time than a step that succeeds. */
const FAILURE_STEPS = 20;

/**
 * The value at a definite path, or the list of all values where wildcards, slices, unions, filters or
 * `..` are in it. Throws `ExpressionError` where a definite path leads nowhere.
 */
export function queryJsonPath(document: Value, path: string, context: EvaluationContext): Value {
  return new Query(document, context).follow(parsePath(path), document);
}

class Query {
  readonly #document: Value;
  readonly #context: EvaluationContext;

  constructor(document: Value, context: EvaluationContext) {
    this.#document = document;
    this.#context = context;
  }

  follow(path: Path, element: Value): Value {
    return this.#walk(path.root === "$" ? this.#document : element, path.steps, 0);
  }

  #walk(value: Value, steps: readonly Step[], at: number): Value {
    spend(this.#context, 1);
    const step = steps[at];
    if (step === undefined) return value;
    switch (step.kind) {
      case "key":
        return this.#walk(member(value, step.key), steps, at + 1);
      case "index":
        return this.#walk(element(value, step.index), steps, at + 1);
      case "script":
        return this.#walk(this.#computed(value, step.formula), steps, at + 1);
      case "wildcard":
        return this.#each(items(value), steps, at + 1);
      case "slice":
        return this.#each(sliced(value, step), steps, at + 1);
      case "union":
        return this.#each(united(value, step.members), steps, at + 1);
      case "filter": {
        const fitting = items(value).filter((item) => this.#fits(step.formula, item));
        return this.#each(fitting, steps, at + 1);
      }
      case "descend":
        return this.#descend(value, steps, at + 1);
    }
  }

  /** Elements for which the rest of the path leads nowhere are left out. */
  #each(values: readonly Value[], steps: readonly Step[], at: number): Value[] {
    return values.flatMap((value) => {
      const found = this.#attempt(() => this.#walk(value, steps, at));
      return found === undefined ? [] : [found];
    });
  }

  /** The value itself first, then everything below it; lists that are found are joined. */
  #descend(value: Value, steps: readonly Step[], at: number): Value[] {
    const found: Value[] = [];
    const visit = (inner: Value): void => {
      const result = this.#attempt(() => this.#walk(inner, steps, at));
      if (result !== undefined && isArray(result)) for (const item of result) found.push(item);
      else if (result !== undefined) found.push(result);
      if (isArray(inner) || isMap(inner)) for (const child of items(inner)) visit(child);
    };
    visit(value);
    return found;
  }

  #attempt(act: () => Value): Value | undefined {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof ExpressionError) || this.#context.budget.stepsLeft < 0) throw error;
      spend(this.#context, FAILURE_STEPS);
      return undefined;
    }
  }

  #computed(value: Value, formula: Formula): Value {
    const key = this.#result(formula, value);
    if (typeof key === "string") return member(value, key);
    if (isNumber(key)) return element(value, Math.trunc(Number(key)));
    throw new ExpressionError("a JSONPath script gives no key");
  }

  /** Zero, empty and absent values do not fit. */
  #fits(formula: Formula, item: Value): boolean {
    const result = this.#attempt(() => this.#result(formula, item)) ?? null;
    if (isArray(result)) return result.length > 0;
    if (isMap(result)) return result.size > 0;
    return Boolean(result);
  }

  #result(formula: Formula, item: Value): Value {
    spend(this.#context, 1);
    switch (formula.kind) {
      case "constant":
        return formula.value;
      case "path":
        return this.follow(formula.path, item);
      case "not": {
        const inner = this.#result(formula.inner, item);
        if (typeof inner === "boolean") return !inner;
        throw new ExpressionError(`cannot negate ${typeName(inner)}`);
      }
      case "operation": {
        const { operator, left, right } = formula;
        if (operator === "&&") return this.#fits(left, item) && this.#fits(right, item);
        if (operator === "||") return this.#fits(left, item) || this.#fits(right, item);
        return this.#operation(operator, this.#result(left, item), this.#result(right, item));
      }
    }
  }

  #operation(operator: string, left: Value, right: Value): Value {
    if (operator === "==") return equal(left, right, this.#context);
    if (operator === "!=") return !equal(left, right, this.#context);
    if ("<>".includes(operator[0] as string)) {
      const found = order(left, right, operator);
      if (operator === "<") return found < 0;
      if (operator === ">") return found > 0;
      return operator === "<=" ? found <= 0 : found >= 0;
    }
    if (!isNumber(left) || !isNumber(right))
      throw new ExpressionError(`no numbers for ${operator}`);
    const [a, b] = [Number(left), Number(right)];
    if (operator === "+") return a + b;
    if (operator === "-") return a - b;
    return operator === "*" ? a * b : a / b;
  }
}

/** `length` is also the number of entries or bytes, where there is no such key. */
function member(value: Value, key: string): Value {
  if (isMap(value)) {
    const found = value.get(key);
    if (found !== undefined) return found;
    if (key === "length") return BigInt(value.size);
    throw new ExpressionError(`key '${key}' not found`);
  }
  if (key === "length" && isArray(value)) return BigInt(value.length);
  if (key === "length" && typeof value === "string") return BigInt(byteLength(value));
  throw new ExpressionError(`key '${key}': expected a map, got ${typeName(value)}`);
}

function list(value: Value): readonly Value[] {
  if (isArray(value)) return value;
  throw new ExpressionError(`expected an array, got ${typeName(value)}`);
}

function element(value: Value, index: number): Value {
  const found = list(value).at(index);
  if (found === undefined) throw new ExpressionError(`index ${index} is out of range`);
  return found;
}

function items(value: Value): readonly Value[] {
  if (isMap(value)) return sortedEntries(value).map(([, item]) => item);
  return list(value);
}

/** Going backwards, the list is turned round within the bounds. */
function sliced(value: Value, { from, to, by }: Extract<Step, { kind: "slice" }>): Value[] {
  const found = list(value).slice(from ?? 0, to ?? Number.POSITIVE_INFINITY);
  if (by < 0) found.reverse();
  return found.filter((_, i) => i % Math.abs(by) === 0);
}

function united(value: Value, members: readonly (string | number)[]): Value[] {
  return members.flatMap((key) => {
    const among = isMap(value) ? value.get(key) : undefined;
    const found = isArray(value) && typeof key === "number" ? value.at(key) : among;
    return found === undefined ? [] : [found];
  });
}
