/** Evaluates expressions of expr-lang v1.17 as Argo Workflows v4 does. */
import { callFunction } from "./builtin/functions.ts";
import { callPredicate, isPredicate, type Step } from "./builtin/predicates.ts";
import { check } from "./check.ts";
import { member, slice } from "./member.ts";
import { apply, negate } from "./operators.ts";
import type { Expression } from "./parse.ts";
import type { BuiltinNode, Node } from "./syntax.ts";
import {
  checkSize,
  type EvaluationContext,
  ExpressionError,
  isCallable,
  isNil,
  type MapKey,
  spend,
  typeName,
  type Value,
  type ValueMap,
} from "./value.ts";

/** The variables around a place, innermost first. */
interface Variable {
  readonly name: string;
  readonly value: Value;
  readonly outer: Variable | undefined;
}

interface Scope {
  readonly variable: Variable | undefined;
  /** The element that a closure is called with. */
  readonly step: Step | undefined;
}

type Of<Kind extends Node["kind"]> = Extract<Node, { kind: Kind }>;

/** What an optional member of nothing makes of the whole chain. */
const ABSENT = Symbol("absent");

/**
 * The value of an expression. Throws `ExpressionError` on unknown names and misfit types (also in
 * branches that are not taken, as upstream), on what fails at run time, and when the budget is spent.
 */
export function evaluate(expression: Expression, env: ValueMap, context: EvaluationContext): Value {
  check(expression.root, env);
  return new Evaluation(env, context).run(expression.root, {
    variable: undefined,
    step: undefined,
  });
}

/** The value of a condition: anything but true and false is an `ExpressionError`. */
export function evaluateBoolean(
  expression: Expression,
  env: ValueMap,
  context: EvaluationContext,
): boolean {
  const value = evaluate(expression, env, context);
  if (typeof value === "boolean") return value;
  throw new ExpressionError(`the result is no boolean but ${typeName(value)}`);
}

class Evaluation {
  readonly #env: ValueMap;
  readonly #context: EvaluationContext;

  constructor(env: ValueMap, context: EvaluationContext) {
    this.#env = env;
    this.#context = context;
  }

  run(node: Node, scope: Scope): Value {
    spend(this.#context, 1);
    switch (node.kind) {
      case "literal":
        return node.value;
      case "identifier":
        return this.#identifier(node.name, scope);
      case "pointer":
        return pointer(node.name, scope.step);
      case "unary":
        return this.#unary(node, scope);
      case "binary":
        return this.#binary(node, scope);
      case "chain":
      case "member":
      case "call": {
        const value = this.#link(node, scope);
        return value === ABSENT ? null : value;
      }
      case "slice":
        return this.#slice(node, scope);
      case "builtin":
        return this.#builtin(node, scope);
      case "let": {
        const value = this.run(node.value, scope);
        const variable = { name: node.name, value, outer: scope.variable };
        return this.run(node.body, { ...scope, variable });
      }
      case "sequence":
        return node.nodes.map((part) => this.run(part, scope)).at(-1) as Value;
      case "conditional":
        return this.#truth(node.condition, scope)
          ? this.run(node.yes, scope)
          : this.run(node.no, scope);
      case "array":
        checkSize(this.#context, node.items.length);
        return node.items.map((item) => this.run(item, scope));
      case "map":
        return this.#map(node, scope);
    }
  }

  #identifier(name: string, scope: Scope): Value {
    for (let at = scope.variable; at !== undefined; at = at.outer) {
      if (at.name === name) return at.value;
    }
    return name === "$env" ? this.#env : (this.#env.get(name) ?? null);
  }

  #unary({ operator, operand }: Of<"unary">, scope: Scope): Value {
    if (operator === "!") return !this.#truth(operand, scope);
    const value = this.run(operand, scope);
    return operator === "-" ? negate(value) : value;
  }

  #truth(node: Node, scope: Scope): boolean {
    const value = this.run(node, scope);
    if (typeof value === "boolean") return value;
    throw new ExpressionError(`not a bool but ${typeName(value)}`, node.position);
  }

  #binary(node: Of<"binary">, scope: Scope): Value {
    const { operator, left, right } = node;
    if (operator === "&&" || operator === "||") return this.#logic(node, operator === "||", scope);
    const first = this.run(left, scope);
    if (operator === "??") return isNil(first) ? this.run(right, scope) : first;
    if (operator === "in" && isTextList(right) && typeof first !== "string" && first !== null) {
      throw new ExpressionError(`cannot look for ${typeName(first)} among strings`, node.position);
    }
    return this.#located(node, () => apply(operator, first, this.run(right, scope), this.#context));
  }

  /** Upstream drops constant operands before it runs, and never looks at the last one's type. */
  #logic({ left, right }: Of<"binary">, decisive: boolean, scope: Scope): Value {
    if (isConstant(left, decisive) || isConstant(right, decisive)) return decisive;
    if (isConstant(left, !decisive)) return this.run(right, scope);
    if (isConstant(right, !decisive)) return this.run(left, scope);
    return this.#truth(left, scope) === decisive ? decisive : this.run(right, scope);
  }

  /** A member or a call; the links of a chain hand on that there is nothing. */
  #link(node: Node, scope: Scope): Value | typeof ABSENT {
    if (node.kind === "chain") {
      const value = this.#link(node.inner, scope);
      return value === ABSENT ? null : value;
    }
    if (node.kind === "call") {
      const callee = this.#link(node.callee, scope);
      return callee === ABSENT ? ABSENT : this.#call(callee, node.args, node, scope);
    }
    if (node.kind !== "member") return this.run(node, scope);
    const base = this.#link(node.base, scope);
    if (base === ABSENT || (node.optional && base === null)) return ABSENT;
    const property = this.run(node.property, scope);
    return this.#located(node, () => member(base, property));
  }

  #call(callee: Value, args: readonly Node[], node: Node, scope: Scope): Value {
    if (!isCallable(callee)) {
      throw new ExpressionError(`cannot call ${typeName(callee)}`, node.position);
    }
    const values = args.map((arg) => this.run(arg, scope));
    return this.#located(node, () => callee.call(values, this.#context));
  }

  #slice(node: Of<"slice">, scope: Scope): Value {
    const base = this.run(node.base, scope);
    const from = node.from === undefined ? undefined : this.run(node.from, scope);
    const to = node.to === undefined ? undefined : this.run(node.to, scope);
    spend(this.#context, Array.isArray(base) ? base.length : 1);
    return this.#located(node, () => slice(base, from, to));
  }

  #builtin(node: BuiltinNode, scope: Scope): Value {
    const { name, args, fixed } = node;
    const replaced = fixed ? undefined : this.#env.get(name);
    if (replaced !== undefined) return this.#call(replaced, args, node, scope);
    if (!isPredicate(name)) {
      const values = args.map((arg) => this.run(arg, scope));
      return this.#located(node, () => callFunction(name, values, this.#context));
    }
    const [list, body, last] = args as [Node, Node | undefined, Node | undefined];
    const collection = this.run(list, scope);
    const closure =
      body === undefined ? undefined : (step: Step) => this.run(body, { ...scope, step });
    const extra = last === undefined ? undefined : this.run(last, scope);
    return this.#located(node, () =>
      callPredicate(name, collection, closure, extra, this.#context),
    );
  }

  /** Where a key is given twice, the first one holds. */
  #map(node: Of<"map">, scope: Scope): Value {
    checkSize(this.#context, node.entries.length);
    const map = new Map<MapKey, Value>();
    for (const [keyNode, valueNode] of node.entries) {
      const key = this.run(keyNode, scope);
      if (typeof key !== "string") {
        throw new ExpressionError(`a key is no string but ${typeName(key)}`, keyNode.position);
      }
      const value = this.run(valueNode, scope);
      if (!map.has(key)) map.set(key, value);
    }
    return map;
  }

  /** Errors of the operations know no place; the innermost node gives it. */
  #located<T>(node: Node, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof ExpressionError) || error.position !== undefined) throw error;
      throw new ExpressionError(error.message, node.position);
    }
  }
}

/** Upstream looks strings up in a list of them without comparing, and fails on other types. */
function isTextList(node: Node): boolean {
  if (node.kind !== "array" || node.items.length === 0) return false;
  return node.items.every((item) => item.kind === "literal" && typeof item.value === "string");
}

function isConstant(node: Node, value: boolean): boolean {
  return node.kind === "literal" && node.value === value;
}

function pointer(name: string, step: Step | undefined): Value {
  if (step === undefined) throw new ExpressionError("a pointer outside of a closure");
  if (name === "index") return BigInt(step.index);
  return name === "acc" ? step.accumulated : step.element;
}
