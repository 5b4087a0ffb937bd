/** Versions as Masterminds/semver v3.3 reads and compares them: parts may be missing, `v` may stand first. */
import { ExpressionError } from "../value.ts";

export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
/** What may follow the numbers. */
export const SUFFIX = `(?:-(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?`;
const VERSION = new RegExp(`^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?${SUFFIX}$`);
const MAX_PART = (1n << 64n) - 1n;

/** @throws ExpressionError when the text is not a version */
export function parseVersion(original: string): Version {
  const parts = VERSION.exec(original);
  if (parts === null || original.length > 1_000) throw wrong(original);
  const [, major, minor, patch, prerelease = "", metadata = ""] = parts;
  if (prerelease.split(".").some((part) => /^0\d+$/.test(part))) throw wrong(original);
  const number = (text = "0") => {
    const value = BigInt(text);
    if (value > MAX_PART) throw wrong(original);
    return value;
  };
  const numbers = { major: number(major), minor: number(minor), patch: number(patch) };
  return { ...numbers, prerelease, metadata, original };
}

function wrong(text: string): ExpressionError {
  return new ExpressionError(`'${text.slice(0, 100)}' is not a semantic version`);
}

export function versionText(version: Version): string {
  const { major, minor, patch, prerelease, metadata } = version;
  const before = prerelease === "" ? "" : `-${prerelease}`;
  return `${major}.${minor}.${patch}${before}${metadata === "" ? "" : `+${metadata}`}`;
}

/** Negative, 0 or positive; metadata does not count. */
export function compareVersions(a: Version, b: Version): number {
  for (const part of ["major", "minor", "patch"] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === "") return 1;
  if (b.prerelease === "") return -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** Part by part: numbers by size and before words, and fewer parts before more. */
export function comparePrereleases(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareParts(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "") return -1;
  if (b === "") return 1;
  const numbers = [a, b].map((part) => /^\d{1,20}$/.test(part) && BigInt(part) <= MAX_PART);
  if (numbers[0] && numbers[1]) return BigInt(a) > BigInt(b) ? 1 : -1;
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
  return a > b ? 1 : -1;
}
