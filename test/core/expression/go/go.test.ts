import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseArgoDuration,
  parseGoDuration,
} from "../../../../engine/core/expression/go/duration.ts";
import { formatGoFloat } from "../../../../engine/core/expression/go/float.ts";
import { goFormat } from "../../../../engine/core/expression/go/format.ts";
import { goQuote } from "../../../../engine/core/expression/go/quote.ts";
import { GoRegexp, quoteMeta } from "../../../../engine/core/expression/go/regexp.ts";
import { strftime } from "../../../../engine/core/expression/go/strftime.ts";
import { inUtc } from "../../../../engine/core/expression/go/time.ts";
import { formatGoTime } from "../../../../engine/core/expression/go/time-format.ts";
import { parseGoTime } from "../../../../engine/core/expression/go/time-parse.ts";
import { ExpressionError } from "../../../../engine/core/expression/value.ts";

const LAYOUT = "2006-01-02T15:04:05.999999999Z07:00";

describe("a duration in an Argo document", () => {
  it.each([
    ["90", 90_000],
    ["-1", -1_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["100ms", 100],
    ["1500us", 2],
    ["0", 0],
    ["9223372036", 9_223_372_036_000],
  ])("%s", (text, ms) => expect(parseArgoDuration(text)).toBe(ms));

  it.each(["", "2d", "1h30", "90 s", "ten", "1e3", "9223372037", "99999999999999999999"])(
    "'%s' cannot be read",
    (text) => expect(parseArgoDuration(text)).toBe(undefined),
  );
});

describe("the letters of workflow.creationTimestamp", () => {
  const instantMs = 1_709_210_096_007;
  it.each([
    ["%Y-%m-%dT%H:%M:%S%z", "2024-02-29T12:34:56+0000"],
    ["%A %a %B %b %y", "Thursday Thu February Feb 24"],
    ["%I %p %Z", "12 PM UTC"],
    ["%S%L", "56.007"],
    ["100%% %q %", "100% %q %"],
  ])("%s", (format, text) => expect(strftime(format, instantMs)).toBe(text));
});

describe("regular expressions", () => {
  it("expand the names of groups as Go does", () => {
    const pattern = new GoRegexp("(?P<key>\\w+)=(\\w*)");
    const replaced = pattern.replaceAll("a=1, b=", `$key:$\{2}!$2x$$`);
    expect(replaced).toBe("a:1!$, b:!$");
    expect(pattern.replaceAllLiteral("a=1", "$0")).toBe("$0");
  });

  it("match a quoted text and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        expect(new GoRegexp(`^${quoteMeta(text)}$`).test(text)).toBe(true);
        expect(new GoRegexp(`^${quoteMeta(text)}$`).test(`${text}x`)).toBe(false);
      }),
    );
  });
});

describe("what Go writes can be read again", () => {
  it("times, to the nanosecond", () => {
    const unixNs = fc.bigInt(-62_135_596_800n * 1_000_000_000n, 253_402_300_799n * 1_000_000_000n);
    fc.assert(
      fc.property(unixNs, (ns) => {
        expect(parseGoTime(LAYOUT, formatGoTime(inUtc(ns), LAYOUT))).toEqual(inUtc(ns));
      }),
    );
  });

  it("floats, in the shortest form", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const verb of ["e", "f", "g"] as const) {
          expect(Number(formatGoFloat(value, verb))).toBe(value);
        }
      }),
    );
  });

  it("quoted ASCII texts, as JSON with the same escapes", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~\n\t]*$/), (text) => {
        expect(JSON.parse(goQuote(text))).toBe(text);
      }),
    );
  });
});

it("any format with any arguments ends with a text or its own error", () => {
  const argument = fc.oneof(
    fc.bigInt(-(1n << 63n), (1n << 63n) - 1n),
    fc.double(),
    fc.string(),
    fc.boolean(),
  );
  const part = fc.constantFrom(
    "%",
    "d",
    "s",
    "5",
    "0",
    "-",
    "+",
    "#",
    ".",
    "*",
    "[1]",
    "[",
    "q",
    "v",
  );
  const format = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.join("")),
    fc.constant("%999999d%999999d"),
  );
  fc.assert(
    fc.property(format, fc.array(argument, { maxLength: 4 }), (text, args) => {
      try {
        expect(goFormat(text, ...args).length).toBeLessThanOrEqual(1_000_000);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("any text is a duration, a time of any layout, or neither", () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[0-9.]{1,30}(h|ms|µs|m|s)?$/));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(["bigint", "undefined"]).toContain(typeof parseGoDuration(a));
      expect(["object", "undefined"]).toContain(typeof parseGoTime(a, b));
      expect(["object", "undefined"]).toContain(typeof parseGoTime(LAYOUT, a));
    }),
  );
});
