import { describe, expect, it } from "vitest";
import { SPRIG } from "../../../../engine/core/expression/sprig/functions.ts";
import { ExpressionError } from "../../../../engine/core/expression/value.ts";
import { evaluationContext, readValue, readVectors, type Written, writeValue } from "../vectors.ts";

interface Row {
  readonly f: string;
  readonly args: readonly Written[];
  readonly result?: Written;
  readonly error?: true;
}

const rows = readVectors<Row>(new URL("sprig-vectors.json", import.meta.url));

describe("sprig answers as Masterminds/sprig v3.3.0 does", () => {
  it.each(rows.map((row) => [`${row.f} ${JSON.stringify(row.args)}`, row] as const))(
    "%s",
    (_, row) => {
      const call = () => SPRIG.get(row.f)?.call(row.args.map(readValue), evaluationContext());
      if (row.error) expect(call).toThrow(ExpressionError);
      else expect(writeValue(call() ?? null)).toEqual(row.result);
    },
  );
});
