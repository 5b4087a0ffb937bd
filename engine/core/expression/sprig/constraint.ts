/** Version constraints of Masterminds/semver v3.3: `>=1.2 <2`, `~1.2`, `^1`, `1.x || 2.0 - 2.4`. */
import { ExpressionError } from "../value.ts";
import {
  comparePrereleases,
  compareVersions,
  parseVersion,
  SUFFIX,
  type Version,
} from "./version.ts";

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** How many of the three numbers are given; a missing or wild one lets any number pass. */
  readonly given: 0 | 1 | 2 | 3;
}

const NUMBER = "[0-9xX*]+";
const WILD_VERSION = `v?(${NUMBER})(?:\\.(${NUMBER}))?(?:\\.(${NUMBER}))?${SUFFIX}`;
/** Longer operators first: each is read as a whole. */
const OPERATOR = "!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|";
const ONE = new RegExp(`^\\s*(${OPERATOR})\\s*${WILD_VERSION}\\s*$`);
const EACH = new RegExp(`(?:${OPERATOR})\\s*${WILD_VERSION}`, "g");
const ALL = new RegExp(
  `^\\s*(?:${OPERATOR})\\s*${WILD_VERSION}\\s*(?:(?:\\s+|,\\s*)(?:${OPERATOR})\\s*${WILD_VERSION}\\s*)*$`,
);
const RANGE = new RegExp(`\\s*(${WILD_VERSION})\\s+-\\s+(${WILD_VERSION})\\s*`, "g");
/** Longer than any person writes. */
const MAX_LENGTH = 1_000;

/**
 * Whether a version satisfies one of the alternatives between `||`.
 *
 * @throws ExpressionError when the constraint cannot be read
 */
export function satisfies(version: Version, text: string): boolean {
  if (text.length > MAX_LENGTH) throw improper(text.slice(0, 100));
  const alternatives = withoutRanges(text).split("||").map(parseAll);
  return alternatives.some((all) => all.every((one) => admits(one, version)));
}

/** `1.2 - 1.4` is `>= 1.2, <= 1.4`. */
function withoutRanges(text: string): string {
  return text.replace(RANGE, (...found) => `>= ${found[1]}, <= ${found[7]} `);
}

function parseAll(text: string): readonly Constraint[] {
  if (!ALL.test(text)) throw improper(text);
  return (text.match(EACH) ?? []).map(parseOne);
}

function parseOne(text: string): Constraint {
  const [, operator, ...parts] = ONE.exec(text) ?? [];
  if (operator === undefined) throw improper(text);
  const numbers = parts.slice(0, 3);
  const wild = numbers.findIndex((number) => number === undefined || /^[xX*]$/.test(number));
  const given = (wild < 0 ? 3 : wild) as Constraint["given"];
  const known = numbers.map((number, i) => (i < given ? number : "0")).join(".");
  const suffix = parts[3] === undefined ? "" : `-${parts[3]}`;
  return { operator, version: parseVersion(known + suffix), given };
}

function improper(text: string): ExpressionError {
  return new ExpressionError(`'${text}' is not a version constraint`);
}

/** A prerelease passes only where the constraint names one. */
function admits(one: Constraint, version: Version): boolean {
  const { operator, given } = one;
  const unasked = version.prerelease !== "" && one.version.prerelease === "";
  if (operator === "!=") return given < 3 ? !unasked && differs(one, version) : !same(one, version);
  if (unasked) return false;
  const order = compareVersions(version, one.version);
  switch (operator) {
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case ">":
      return given === 3 || given === 0 ? order > 0 : isBeyond(one, version);
    case "<=":
    case "=<":
      return given === 3 ? order <= 0 : !isBeyond(one, version);
    case "^":
      return order >= 0 && isCompatible(one, version);
    case "~":
    case "~>":
      return order >= 0 && isClose(one, version);
    default:
      return given === 3 ? order === 0 : order >= 0 && isClose(one, version);
  }
}

function same(one: Constraint, version: Version): boolean {
  return compareVersions(version, one.version) === 0;
}

/** `!=1.2` excludes every 1.2.x. */
function differs({ version: limit, given }: Constraint, version: Version): boolean {
  if (limit.major !== version.major) return true;
  if (given === 1) return false;
  if (limit.minor !== version.minor) return true;
  if (given === 2) {
    return comparePrereleases(version.prerelease, limit.prerelease) !== 0;
  }
  return limit.patch !== version.patch;
}

/** Above all versions that begin with the given numbers. */
function isBeyond({ version: limit, given }: Constraint, version: Version): boolean {
  if (version.major !== limit.major) return version.major > limit.major;
  return given !== 1 && version.minor > limit.minor;
}

/** `~1.2.3` stays within 1.2, `~1` within 1; `~0.0.0` lets everything pass. */
function isClose({ version: limit, given }: Constraint, version: Version): boolean {
  const zero = limit.major === 0n && limit.minor === 0n && limit.patch === 0n;
  if (zero && (given === 0 || given === 3)) return true;
  return version.major === limit.major && (given === 1 || version.minor === limit.minor);
}

/** `^1.2.3` stays within 1, `^0.2.3` within 0.2, `^0.0.3` at 0.0.3; `^*` is `^0.0.0`. */
function isCompatible({ version: limit, given }: Constraint, version: Version): boolean {
  if (limit.major > 0n || given === 1) return version.major === limit.major;
  if (version.major > 0n) return false;
  if (limit.minor > 0n || given === 2) return version.minor === limit.minor;
  return version.minor === 0n && version.patch === limit.patch;
}
