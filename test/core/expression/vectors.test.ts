/** Replays what expr-lang/expr v1.17.8 (with evilmonkeyinc/jsonpath v0.8.1) answered. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ExpressionError } from "../../../engine/core/expression/value.ts";
import { run, tagged } from "./run.ts";

type Json = Parameters<typeof run>[1];

interface Vector {
  readonly expr: string;
  readonly value?: unknown;
  readonly error?: true;
}

const { env, cases } = JSON.parse(
  readFileSync(new URL("./expr-vectors.json", import.meta.url), "utf8"),
) as { env: Json; cases: readonly Vector[] };

describe("expr-lang v1.17.8", () => {
  it.each(cases)("$expr", ({ expr, value, error }) => {
    if (error) expect(() => run(expr, env)).toThrow(ExpressionError);
    else expect(tagged(run(expr, env))).toEqual(value);
  });
});
