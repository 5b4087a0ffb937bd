/** The tree of a parsed expression. */

interface At {
  /** Offset into the text. */
  readonly position: number;
}

export type Literal = null | boolean | bigint | number | string;

export type Node =
  | (At & { readonly kind: "literal"; readonly value: Literal })
  | (At & { readonly kind: "identifier"; readonly name: string })
  /** `#`, `#index`, `#acc`; the name is empty for `#` itself. */
  | (At & { readonly kind: "pointer"; readonly name: string })
  | (At & { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Node })
  | (At & {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
    })
  /** Where an optional member of `inner` is absent, the whole chain is nil. */
  | (At & { readonly kind: "chain"; readonly inner: Node })
  | MemberNode
  | (At & {
      readonly kind: "slice";
      readonly base: Node;
      readonly from: Node | undefined;
      readonly to: Node | undefined;
    })
  | (At & { readonly kind: "call"; readonly callee: Node; readonly args: readonly Node[] })
  | BuiltinNode
  | (At & {
      readonly kind: "let";
      readonly name: string;
      readonly value: Node;
      readonly body: Node;
    })
  | (At & { readonly kind: "sequence"; readonly nodes: readonly Node[] })
  | (At & {
      readonly kind: "conditional";
      readonly condition: Node;
      readonly yes: Node;
      readonly no: Node;
    })
  | (At & { readonly kind: "array"; readonly items: readonly Node[] })
  | (At & { readonly kind: "map"; readonly entries: readonly (readonly [Node, Node])[] });

export interface MemberNode extends At {
  readonly kind: "member";
  readonly base: Node;
  readonly property: Node;
  readonly optional: boolean;
}

/** A call of a function of the language; an environment with that name takes its place. */
export interface BuiltinNode extends At {
  readonly kind: "builtin";
  readonly name: string;
  readonly args: readonly Node[];
  /** Written `::name(…)`: never replaced by the environment. */
  readonly fixed: boolean;
}

export type UnaryOperator = "!" | "-" | "+";

export type BinaryOperator =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "in"
  | "matches"
  | "contains"
  | "startsWith"
  | "endsWith"
  | ".."
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | "??";

/** The parts that are evaluated, in the order in which they are written. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case "literal":
    case "identifier":
    case "pointer":
      return [];
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "chain":
      return [node.inner];
    case "member":
      return [node.base, node.property];
    case "slice":
      return [node.base, node.from, node.to].filter((part) => part !== undefined);
    case "call":
      return [node.callee, ...node.args];
    case "builtin":
      return node.args;
    case "let":
      return [node.value, node.body];
    case "sequence":
      return node.nodes;
    case "conditional":
      return [node.condition, node.yes, node.no];
    case "array":
      return node.items;
    case "map":
      return node.entries.flat();
  }
}
