import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SPRIG } from "../../../../engine/core/expression/sprig/functions.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  ExpressionError,
  isCallable,
  isMap,
  type Value,
} from "../../../../engine/core/expression/value.ts";
import { evaluationContext } from "../vectors.ts";

function call(name: string, args: readonly Value[], context = evaluationContext()): Value {
  const callable = SPRIG.get(name);
  if (callable === undefined) throw new Error(`sprig has no ${name}`);
  return callable.call(args, context);
}

/** A stream of numbers that repeats from the same seed. */
function seeded(seed: number): EvaluationContext {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
  return { nowMs: 0, random, budget: { stepsLeft: DEFAULT_STEPS } };
}

describe("the map of functions", () => {
  it("is the generic map without env and expandenv", () => {
    // 211 functions in v3.3.0, counted by the library itself.
    expect(SPRIG.size).toBe(209);
    expect(SPRIG.has("env") || SPRIG.has("expandenv")).toBe(false);
  });

  it.each(["genPrivateKey", "bcrypt", "htpasswd", "encryptAES", "getHostByName"])(
    "%s says why it cannot be done",
    (name) => {
      expect(() => call(name, ["a", "b"])).toThrow(ExpressionError);
      expect(() => call(name, ["a", "b"])).toThrow(/a replay cannot/);
    },
  );

  it("refuses a time zone that it does not know", () => {
    const date = { kind: "time", unixNs: 0n, offsetSeconds: 0, zone: "UTC" } as const;
    expect(() => call("dateInZone", ["15:04", date, "Europe/Berlin"])).toThrow(/only UTC/);
  });

  it("reads the time from the evaluation", () => {
    expect(call("unixEpoch", [call("now", [])])).toBe("1700000000");
    expect(call("htmlDate", [null])).toBe("2023-11-14");
    expect(call("ago", [1_699_996_400n])).toBe("1h0m0s");
  });

  it("names the function, the argument and both types", () => {
    const message = /sprig\.trunc needs int as argument 1, not string/;
    expect(() => call("trunc", ["5", "text"])).toThrow(message);
    expect(() => call("trunc", [5n])).toThrow(/needs 2 arguments, not 1/);
    expect(() => call("default", [])).toThrow(/at least 1 argument/);
  });
});

describe("values", () => {
  it("are not changed by set, unset and merge", () => {
    const map = new Map<string, Value>([["a", 1n]]);
    const other = new Map<string, Value>([["b", 2n]]);
    call("set", [map, "a", 9n]);
    call("unset", [map, "a"]);
    call("merge", [map, other]);
    call("mergeOverwrite", [map, other]);
    expect([...map]).toEqual([["a", 1n]]);
  });

  it("come sorted from keys and values, which Go gives in any order", () => {
    const map = new Map<string, Value>([
      ["b", 1n],
      ["a", 2n],
      ["A", 3n],
    ]);
    expect(call("keys", [map])).toEqual(["A", "a", "b"]);
    expect(call("values", [map])).toEqual([3n, 2n, 1n]);
  });

  it("of semver have functions for their parts and their order", () => {
    const version = (text: string) => call("semver", [text]);
    const method = (name: string, ...args: Value[]) => {
      const found = version("v1.20-rc.1+build");
      const callable = isMap(found) ? (found.get(name) ?? null) : null;
      return isCallable(callable) ? callable.call(args, evaluationContext()) : undefined;
    };
    expect(["Major", "Minor", "Patch"].map((name) => method(name))).toEqual([1n, 20n, 0n]);
    expect(method("Prerelease")).toBe("rc.1");
    expect(method("String")).toBe("1.20.0-rc.1+build");
    expect(method("LessThan", version("1.20.0"))).toBe(true);
    expect(method("Compare", version("1.20.0-rc"))).toBe(1n);
    expect(() => method("Compare", new Map())).toThrow(ExpressionError);
  });
});

describe("random functions", () => {
  it.each([
    ["randAlphaNum", /^[A-Za-z0-9]{20}$/],
    ["randAlpha", /^[A-Za-z]{20}$/],
    ["randNumeric", /^\d{20}$/],
    ["randAscii", /^[ -~]{20}$/],
    ["randBytes", /^[A-Za-z0-9+/]{27}=$/],
  ])("%s", (name, form) => {
    expect(call(name, [20n], seeded(7))).toMatch(form);
    expect(call(name, [20n], seeded(7))).toBe(call(name, [20n], seeded(7)));
    expect(call(name, [20n], seeded(7))).not.toBe(call(name, [20n], seeded(8)));
  });

  it("uuidv4 has version 4 and its variant", () => {
    const form = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    expect(call("uuidv4", [], seeded(3))).toMatch(form);
  });

  it("randInt stays between its bounds, and shuffle keeps the letters", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.nat(100),
        (seed, min, size) => {
          const drawn = call(
            "randInt",
            [BigInt(min), BigInt(min + size + 1)],
            seeded(seed),
          ) as bigint;
          expect(Number(drawn)).toBeGreaterThanOrEqual(min);
          expect(Number(drawn)).toBeLessThanOrEqual(min + size);
        },
      ),
    );
    const shuffled = call("shuffle", ["abcdefghij"], seeded(5)) as string;
    expect([...shuffled].sort().join("")).toBe("abcdefghij");
    expect(() => call("randInt", [3n, 3n])).toThrow(ExpressionError);
  });
});

describe("work is bounded", () => {
  it.each<[string, Value[]]>([
    ["repeat", [10_000_000n, "a"]],
    ["repeat", [9_223_372_036_854_775_807n, "ab"]],
    ["until", [1n << 60n]],
    ["untilStep", [0n, 1n << 62n, 1n]],
    ["seq", [-(1n << 62n)]],
    ["indent", [2_000_000n, "a"]],
    ["indent", [1_000n, "\n".repeat(10_000)]],
    ["replace", ["a", "b".repeat(10_000), "a".repeat(10_000)]],
    ["wrapWith", [1n, "-".repeat(10_000), "a".repeat(10_000)]],
    ["randAlpha", [10_000_000n]],
    ["regexReplaceAll", ["(a*)", "a".repeat(1_000), "$1$1$1$1".repeat(1_000)]],
    ["mulf", Array.from({ length: 5_000 }, () => 1.234567890123456e-300)],
    ["uniq", [Array.from({ length: 20_000 }, (_, i) => BigInt(i))]],
    ["regexMatch", ["(a{1000}){1000}", "a"]],
  ])("%s %#", (name, args) => {
    const context = evaluationContext();
    let result: Value = false;
    try {
      result = call(name, args, context);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
    }
    // Only a match swallows its error, as in sprig.
    expect(result).toBe(false);
  });

  it.each(["toString", "toJson", "toStrings", "quote", "cat", "sortAlpha", "deepEqual", "merge"])(
    "%s of a list that holds the same list many times over",
    (name) => {
      let value: Value = name === "merge" ? new Map([["a", 1n]]) : ["a"];
      for (let i = 0; i < 100; i++) {
        value =
          name === "merge"
            ? new Map([
                ["a", value],
                ["b", value],
              ])
            : [value, value];
      }
      const args = name === "deepEqual" || name === "merge" ? [value, value] : [value];
      if (name === "toJson") expect(() => call("mustToJson", args)).toThrow(/more work/);
      expect(() => call(name, args)).toThrow(/more work/);
    },
  );

  it("ends with its own error, whatever the arguments", () => {
    const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom<Value>(null, true, false, "", 0n, -1n, 1n << 62n, Number.NaN, 0.5),
        fc.string(),
        fc.bigInt(-(1n << 63n), (1n << 63n) - 1n),
        fc.double(),
        fc.date({ noInvalidDate: true }).map(
          (date): Value => ({
            kind: "time",
            unixNs: BigInt(date.getTime()) * 1_000_000n,
            offsetSeconds: 0,
            zone: "UTC",
          }),
        ),
        fc.bigInt(-(1n << 63n), (1n << 63n) - 1n).map((ns): Value => ({ kind: "duration", ns })),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.array(fc.tuple(fc.string(), tie("value")), { maxLength: 4 }).map((all) => new Map(all)),
      ),
    })).value;
    const name = fc.constantFrom(...SPRIG.keys());
    fc.assert(
      fc.property(name, fc.array(value, { maxLength: 5 }), (each, args) => {
        try {
          expect(call(each, args)).not.toBe(undefined);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
