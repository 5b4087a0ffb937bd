/** sprig's semantic versions. */
import {
  type Callable,
  type EvaluationContext,
  ExpressionError,
  isCallable,
  type Value,
  type ValueMap,
} from "../value.ts";
import { satisfies } from "./constraint.ts";
import { define } from "./define.ts";
import { compareVersions, parseVersion, type Version, versionText } from "./version.ts";

export const SEMVER: readonly Callable[] = [
  define("semver", ["string"], ([text]) => versionValue(parseVersion(text))),
  define("semverCompare", ["string", "string"], ([constraint, text]) =>
    satisfies(parseVersion(text), constraint),
  ),
];

/** Go gives an object with methods; here they are the functions of a map: `semver(v).Major()`. */
function versionValue(version: Version): ValueMap {
  const orderTo = (other: ValueMap, context: EvaluationContext): number => {
    const original = other.get("Original") ?? null;
    if (!isCallable(original)) throw new ExpressionError("only versions compare with versions");
    return compareVersions(version, parseVersion(String(original.call([], context))));
  };
  const methods: Callable[] = [
    method("Major", () => version.major),
    method("Minor", () => version.minor),
    method("Patch", () => version.patch),
    method("Prerelease", () => version.prerelease),
    method("Metadata", () => version.metadata),
    method("Original", () => version.original),
    method("String", () => versionText(version)),
    define("Compare", ["map"], ([other], context) => BigInt(orderTo(other, context))),
    define("Equal", ["map"], ([other], context) => orderTo(other, context) === 0),
    define("LessThan", ["map"], ([other], context) => orderTo(other, context) < 0),
    define("GreaterThan", ["map"], ([other], context) => orderTo(other, context) > 0),
  ];
  return new Map(methods.map((each) => [each.name.replace("sprig.", ""), each]));
}

function method(name: string, run: () => Value): Callable {
  return define(name, [], run);
}
