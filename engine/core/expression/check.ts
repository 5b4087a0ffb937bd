/** Refuses, before anything runs, what expr-lang's compiler refuses: unknown names and misfit types. */
import { BUILTIN_NAMES } from "./builtin-names.ts";
import { builtinType, type Closure } from "./check-builtin.ts";
import { binaryType, unaryType } from "./check-operators.ts";
import {
  ANY,
  ARRAY,
  arrayOf,
  BOOL,
  FLOAT,
  INT,
  MAP,
  may,
  NIL,
  STRING,
  type StaticType,
  sameType,
  typeOf,
  typeText,
} from "./static-type.ts";
import type { BuiltinNode, Literal, MemberNode, Node } from "./syntax.ts";
import { methodType } from "./time-methods.ts";
import { ExpressionError, type ValueMap } from "./value.ts";

/** The variables and the closure around a place. */
interface Scope {
  readonly names: ReadonlyMap<string, StaticType>;
  readonly closure: Closure | undefined;
}

type Of<Kind extends Node["kind"]> = Extract<Node, { kind: Kind }>;

/** The type of the result; throws `ExpressionError` with a position. */
export function check(root: Node, env: ValueMap): StaticType {
  return new Checker(env).visit(root, { names: new Map(), closure: undefined });
}

class Checker {
  readonly #env: ValueMap;

  constructor(env: ValueMap) {
    this.#env = env;
  }

  visit(node: Node, scope: Scope): StaticType {
    switch (node.kind) {
      case "literal":
        return literalType(node.value);
      case "identifier":
        return this.#identifier(node, scope);
      case "pointer":
        return pointerType(node, scope.closure);
      case "unary": {
        const operand = this.visit(node.operand, scope);
        const sign = node.operator === "!" ? "not" : node.operator;
        const message = `invalid operation: ${sign} (mismatched type ${typeText(operand)})`;
        return unaryType(node.operator, operand) ?? fail(node, message);
      }
      case "binary":
        return binaryType(node, this.visit(node.left, scope), this.visit(node.right, scope));
      case "chain":
        return this.visit(node.inner, scope);
      case "member":
        return this.#member(node, scope);
      case "slice":
        return this.#slice(node, scope);
      case "call":
        return this.#call(node, scope);
      case "builtin":
        return this.#builtin(node, scope);
      case "let":
        return this.#let(node, scope);
      case "sequence":
        return node.nodes.map((part) => this.visit(part, scope)).at(-1) ?? NIL;
      case "conditional":
        return this.#conditional(node, scope);
      case "array":
        return this.#array(node, scope);
      case "map":
        for (const entry of node.entries.flat()) this.visit(entry, scope);
        return MAP;
    }
  }

  #identifier({ name, position }: Of<"identifier">, scope: Scope): StaticType {
    const local = scope.names.get(name);
    if (local !== undefined) return local;
    if (name === "$env") return ANY;
    const value = this.#env.get(name);
    if (value !== undefined) return typeOf(value);
    if (BUILTIN_NAMES.has(name)) return { kind: "function", callable: undefined };
    throw new ExpressionError(`unknown name ${name}`, position);
  }

  #member(node: MemberNode, scope: Scope): StaticType {
    const base = this.visit(node.base, scope);
    const property = this.visit(node.property, scope);
    const { position } = node.property;
    const name = node.property.kind === "literal" ? node.property.value : undefined;
    if (node.base.kind === "identifier" && node.base.name === "$env" && typeof name === "string") {
      if (node.optional) return ANY;
      return this.#identifier({ kind: "identifier", name, position }, EMPTY_SCOPE);
    }
    if (base.kind === "any") return ANY;
    if (base.kind === "map") {
      if (base.anyKey || may(property, "string")) return base.element;
      const message = `cannot use ${typeText(property)} to get an element from ${typeText(base)}`;
      throw new ExpressionError(message, position);
    }
    if (base.kind === "array") {
      if (may(property, "int")) return base.element;
      const message = `array elements can only be selected using an integer (got ${typeText(property)})`;
      throw new ExpressionError(message, position);
    }
    if ((base.kind === "time" || base.kind === "duration") && typeof name === "string") {
      if (methodType(base.kind, name) !== undefined) return ANY;
    }
    const what = typeof name === "string" ? `has no field ${name}` : "cannot be indexed";
    throw new ExpressionError(`type ${typeText(base)} ${what}`, position);
  }

  #slice(node: Of<"slice">, scope: Scope): StaticType {
    const base = this.visit(node.base, scope);
    if (!may(base, "array", "string")) fail(node, `cannot slice ${typeText(base)}`);
    for (const bound of [node.from, node.to]) {
      const type = bound === undefined ? INT : this.visit(bound, scope);
      if (!may(type, "int")) fail(node, `non-integer slice index ${typeText(type)}`);
    }
    return base;
  }

  #call(node: Of<"call">, scope: Scope): StaticType {
    const callee = this.visit(node.callee, scope);
    const method = this.#method(node.callee, scope);
    // What an unknown function is given is looked at only when it runs.
    if (callee.kind === "any" && method === undefined) return ANY;
    const args = node.args.map((arg) => this.visit(arg, scope));
    if (method !== undefined) {
      const kinds = method.parameters.map(({ kind }) => kind);
      checkArguments(node, kinds, args);
      return method.result;
    }
    if (callee.kind !== "function") fail(node, `${typeText(callee)} is not callable`);
    const signature = callee.callable?.signature;
    if (signature === undefined) return ANY;
    checkArguments(node, signature.parameters, args);
    return signature.result === "string" ? STRING : ANY;
  }

  /** The method of a time or a duration that is called. */
  #method(callee: Node, scope: Scope) {
    if (callee.kind !== "member" || callee.property.kind !== "literal") return undefined;
    const base = this.visit(callee.base, scope);
    const name = callee.property.value;
    if ((base.kind !== "time" && base.kind !== "duration") || typeof name !== "string") return;
    return methodType(base.kind, name);
  }

  #builtin(node: BuiltinNode, scope: Scope): StaticType {
    const { name, position, args } = node;
    if (!node.fixed && this.#env.has(name)) {
      const callee: Node = { kind: "identifier", name, position };
      return this.#call({ kind: "call", callee, args, position }, scope);
    }
    return builtinType(node, this.#env, (arg, closure) =>
      this.visit(arg, closure === undefined ? scope : { ...scope, closure }),
    );
  }

  #let({ name, value, body, position }: Of<"let">, scope: Scope): StaticType {
    const taken = this.#env.has(name) || BUILTIN_NAMES.has(name) || scope.names.has(name);
    if (taken) throw new ExpressionError(`cannot redeclare ${name}`, position);
    const names = new Map(scope.names).set(name, this.visit(value, scope));
    return this.visit(body, { ...scope, names });
  }

  #conditional(node: Of<"conditional">, scope: Scope): StaticType {
    const condition = this.visit(node.condition, scope);
    if (!may(condition, "bool")) {
      fail(node.condition, `non-bool expression (type ${typeText(condition)}) used as condition`);
    }
    const yes = this.visit(node.yes, scope);
    const no = this.visit(node.no, scope);
    if (yes.kind === "nil") return no;
    // As upstream has it, a branch of unknown type takes the type of the first one.
    return no.kind === "nil" || no.kind === "any" || sameType(yes, no) ? yes : ANY;
  }

  #array({ items }: Of<"array">, scope: Scope): StaticType {
    const types = items.map((item) => this.visit(item, scope));
    const [first] = types;
    if (first === undefined) return ARRAY;
    return types.every((type) => sameType(first, type)) ? arrayOf(first) : ARRAY;
  }
}

const EMPTY_SCOPE: Scope = { names: new Map(), closure: undefined };

function fail(node: Node, message: string): never {
  throw new ExpressionError(message, node.position);
}

function literalType(value: Literal): StaticType {
  if (value === null) return NIL;
  if (typeof value === "boolean") return BOOL;
  if (typeof value === "bigint") return INT;
  return typeof value === "number" ? FLOAT : STRING;
}

function pointerType({ name, position }: Of<"pointer">, closure: Closure | undefined): StaticType {
  const type = name === "" ? closure?.element : closure?.names.get(name);
  if (type === undefined) throw new ExpressionError(`unknown pointer #${name}`, position);
  return type;
}

function checkArguments(
  node: Of<"call">,
  kinds: readonly StaticType["kind"][],
  args: readonly StaticType[],
): void {
  if (args.length !== kinds.length) {
    const problem = args.length < kinds.length ? "not enough" : "too many";
    fail(node, `${problem} arguments in a call`);
  }
  args.forEach((type, i) => {
    const kind = kinds[i] as StaticType["kind"];
    if (kind !== "any" && !may(type, kind)) {
      fail(node.args[i] as Node, `cannot use ${typeText(type)} as argument (type ${kind})`);
    }
  });
}
