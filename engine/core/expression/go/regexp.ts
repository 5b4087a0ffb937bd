/** Go's regular expressions: RE2 syntax, linear time, Go's rules for empty matches. */
import type { RE2JS } from "re2js";
import { compileRegex } from "../regex.ts";
import { type EvaluationContext, spend } from "../value.ts";

/** A match: where the whole and each group begin and end; -1 for a group that took no part. */
type MatchIndex = readonly number[];

export class GoRegexp {
  private readonly compiled: RE2JS;

  /** @throws ExpressionError when the pattern is not RE2 syntax or too large */
  constructor(pattern: string) {
    this.compiled = compileRegex(pattern);
  }

  test(text: string): boolean {
    return this.compiled.test(text);
  }

  /** At most `limit` matches, all when it is negative. */
  matches(text: string, limit = -1): MatchIndex[] {
    return this.compiled.re2().findAllSubmatchIndex(text, limit) ?? [];
  }

  /** Replaces every match; `$1` and `${name}` in the replacement stand for groups. */
  replaceAll(text: string, replacement: string): string {
    return this.replaceEach(text, (match) => this.expand(replacement, text, match));
  }

  replaceAllLiteral(text: string, replacement: string): string {
    return this.replaceEach(text, () => replacement);
  }

  private replaceEach(text: string, replace: (match: MatchIndex) => string): string {
    const parts: string[] = [];
    let end = 0;
    for (const match of this.matches(text)) {
      parts.push(text.slice(end, match[0]), replace(match));
      end = match[1] as number;
    }
    return parts.join("") + text.slice(end);
  }

  private expand(template: string, text: string, match: MatchIndex): string {
    const names = this.compiled.namedGroups();
    return template.replace(
      /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
      (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
        if (dollar !== undefined) return "$";
        const name = braced ?? bare ?? "";
        const known = Object.hasOwn(names, name) ? names[name] : undefined;
        const group = /^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : known;
        const start = group === undefined ? undefined : match[2 * group];
        return start === undefined || start < 0 || group === undefined
          ? ""
          : text.slice(start, match[2 * group + 1]);
      },
    );
  }

  /** The texts between matches: at most `limit`, all when it is negative (Go's Regexp.Split). */
  split(text: string, limit: number): string[] {
    if (limit === 0) return [];
    if (this.compiled.pattern() !== "" && text === "") return [""];
    const pieces: string[] = [];
    let start = 0;
    let end = 0;
    for (const match of this.matches(text, limit)) {
      if (limit > 0 && pieces.length === limit - 1) break;
      end = match[0] as number;
      if (match[1] !== 0) pieces.push(text.slice(start, end));
      start = match[1] as number;
    }
    if (end !== text.length) pieces.push(text.slice(start));
    return pieces;
  }
}

/** Compiles a pattern that is about to read a text, and pays for the reading. */
export function regexpFor(pattern: string, text: string, context: EvaluationContext): GoRegexp {
  spend(context, pattern.length + Math.ceil((text.length * (1 + pattern.length)) / 64));
  return new GoRegexp(pattern);
}

/** The pattern that matches just this text (Go's `regexp.QuoteMeta`). */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
