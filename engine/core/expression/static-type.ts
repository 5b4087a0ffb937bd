/** Types that are known before an expression runs: expr-lang refuses what cannot fit. */
import {
  AnyKeyMap,
  type Callable,
  isArray,
  isCallable,
  isDuration,
  isMap,
  isTime,
  type Value,
} from "./value.ts";

export type StaticType =
  | { readonly kind: PlainKind }
  /** `solid`: Go's own type names the element, as in `[]string`. */
  | { readonly kind: "array"; readonly element: StaticType; readonly solid?: boolean }
  | { readonly kind: "map"; readonly anyKey: boolean; readonly element: StaticType }
  | { readonly kind: "function"; readonly callable: Callable | undefined };

export type PlainKind = "any" | "nil" | "bool" | "int" | "float" | "string" | "time" | "duration";

export const ANY: StaticType = { kind: "any" };
export const NIL: StaticType = { kind: "nil" };
export const BOOL: StaticType = { kind: "bool" };
export const INT: StaticType = { kind: "int" };
export const FLOAT: StaticType = { kind: "float" };
export const STRING: StaticType = { kind: "string" };
export const TIME: StaticType = { kind: "time" };
export const DURATION: StaticType = { kind: "duration" };
export const ARRAY: StaticType = { kind: "array", element: ANY };
export const MAP: StaticType = { kind: "map", anyKey: false, element: ANY };
export const ANY_KEY_MAP: StaticType = { kind: "map", anyKey: true, element: ANY };

export function arrayOf(element: StaticType): StaticType {
  return { kind: "array", element };
}

/** The type of a variable of the environment; what its arrays and maps hold is not known. */
export function typeOf(value: Value): StaticType {
  if (value === null) return NIL;
  if (typeof value === "boolean") return BOOL;
  if (typeof value === "bigint") return INT;
  if (typeof value === "number") return FLOAT;
  if (typeof value === "string") return STRING;
  if (isArray(value)) return ARRAY;
  if (isMap(value)) return value instanceof AnyKeyMap ? ANY_KEY_MAP : MAP;
  if (isTime(value)) return TIME;
  if (isDuration(value)) return DURATION;
  return { kind: "function", callable: isCallable(value) ? value : undefined };
}

/** Whether a type is one of some kinds, or not known. */
export function may(type: StaticType, ...kinds: StaticType["kind"][]): boolean {
  return type.kind === "any" || kinds.includes(type.kind);
}

export function sameType(left: StaticType, right: StaticType): boolean {
  if (left.kind === "array" && right.kind === "array") return sameType(left.element, right.element);
  if (left.kind === "map" && right.kind === "map") {
    return left.anyKey === right.anyKey && sameType(left.element, right.element);
  }
  return left.kind === right.kind;
}

/** Go's name of the type, for messages. */
export function typeText(type: StaticType): string {
  switch (type.kind) {
    case "any":
      return "interface {}";
    case "float":
      return "float64";
    case "array":
      return `[]${typeText(type.element)}`;
    case "map":
      return `map[${type.anyKey ? "interface {}" : "string"}]${typeText(type.element)}`;
    case "time":
      return "time.Time";
    case "duration":
      return "time.Duration";
    case "function":
      return "func";
    default:
      return type.kind;
  }
}
