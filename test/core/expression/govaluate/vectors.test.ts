import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../../../../engine/core/expression/govaluate/condition.ts";
import { ConditionError } from "../../../../engine/core/expression/govaluate/error.ts";
import type { Words } from "../../../../engine/core/expression/govaluate/parse.ts";
import { readVectors } from "../vectors.ts";

/** The condition, and its answer with bare words as texts and as names. */
type Row = readonly [when: string, texts: string, names: string];

const rows = readVectors<Row>(new URL("when-vectors.json", import.meta.url));

function answer(when: string, words: Words): string {
  try {
    return String(evaluateCondition(when, words));
  } catch (error) {
    if (error instanceof ConditionError) return "error";
    throw error;
  }
}

describe("a condition has the value that govaluate v1.10 gives it", () => {
  it.each(rows)("%s", (when, texts, names) => {
    expect([answer(when, "texts"), answer(when, "names")]).toEqual([texts, names]);
  });
});
