import { describe, expect, it } from "vitest";
import { parseGoDuration } from "../../../../engine/core/expression/go/duration.ts";
import { formatGoFloat } from "../../../../engine/core/expression/go/float.ts";
import { goFormat } from "../../../../engine/core/expression/go/format.ts";
import { goQuote } from "../../../../engine/core/expression/go/quote.ts";
import { inUtc, SECOND_NS, unixSeconds } from "../../../../engine/core/expression/go/time.ts";
import { formatGoTime } from "../../../../engine/core/expression/go/time-format.ts";
import { parseGoTime } from "../../../../engine/core/expression/go/time-parse.ts";
import type { FormatArgument } from "../../../../engine/core/expression/go/verbs.ts";
import { pow } from "../../../../engine/core/math/pow.ts";
import { readValue, readVectors, type Written } from "../vectors.ts";

interface Row {
  readonly do: keyof typeof answers;
  readonly text?: string;
  readonly args?: readonly Written[];
  readonly result: string;
}

const answers = {
  sprintf: (text: string, args: readonly FormatArgument[]) => goFormat(text, ...args),
  quote: (text: string) => goQuote(text),
  duration: (text: string) => String(parseGoDuration(text) ?? "error"),
  format: (layout: string, [unixNs]: readonly FormatArgument[]) =>
    formatGoTime(inUtc(unixNs as bigint), layout),
  parse: (layout: string, [text]: readonly FormatArgument[]) => {
    const time = parseGoTime(layout, text as string);
    if (time === undefined) return "error";
    const seconds = unixSeconds(time);
    const nanoseconds = String(time.unixNs - seconds * SECOND_NS).padStart(9, "0");
    return `${seconds}.${nanoseconds} ${time.offsetSeconds} ${time.zone}`;
  },
  pow: (_: string, [x, y]: readonly FormatArgument[]) =>
    formatGoFloat(pow(x as number, y as number)),
};

const rows = readVectors<Row>(new URL("go-format-vectors.json", import.meta.url));

describe("formats and numbers are Go's", () => {
  it.each(rows.map((row) => [`${row.do} ${JSON.stringify(row.text ?? "")}`, row] as const))(
    "%s",
    (_, row) => {
      const args = (row.args ?? []).map((arg) => readValue(arg) as FormatArgument);
      expect(answers[row.do](row.text ?? "", args)).toBe(row.result);
    },
  );
});
