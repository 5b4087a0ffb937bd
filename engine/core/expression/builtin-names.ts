/** The functions that expr-lang v1.17 has itself, by how they are written. */

/** Of each argument after the collection: a closure, or a value; `?` may be left out. */
export const PREDICATE_ARGUMENTS: ReadonlyMap<
  string,
  readonly ("closure" | "closure?" | "value?")[]
> = new Map([
  ["all", ["closure"]],
  ["none", ["closure"]],
  ["any", ["closure"]],
  ["one", ["closure"]],
  ["filter", ["closure"]],
  ["map", ["closure"]],
  ["count", ["closure?"]],
  ["sum", ["closure?"]],
  ["find", ["closure"]],
  ["findIndex", ["closure"]],
  ["findLast", ["closure"]],
  ["findLastIndex", ["closure"]],
  ["groupBy", ["closure"]],
  ["sortBy", ["closure", "value?"]],
  ["reduce", ["closure", "value?"]],
]);

const PLAIN =
  "len type abs ceil floor round int float string trim trimPrefix trimSuffix upper lower split " +
  "splitAfter replace repeat join indexOf lastIndexOf hasPrefix hasSuffix max min mean median " +
  "toJSON fromJSON toBase64 fromBase64 now duration date timezone first last get take keys values " +
  "toPairs fromPairs reverse uniq concat flatten sort bitand bitor bitxor bitnand bitshl bitshr " +
  "bitushr bitnot";

export const BUILTIN_NAMES: ReadonlySet<string> = new Set([
  ...PREDICATE_ARGUMENTS.keys(),
  ...PLAIN.split(" "),
]);
