import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MAX_DOCUMENT_BYTES } from "../../engine/core/limits.ts";
import type { ImpactManifest } from "../../engine/formats/impact-framework/manifest.ts";
import { readResult } from "../../engine/formats/impact-framework/result.ts";
import { writeManifest } from "../../engine/formats/impact-framework/write.ts";

const FILE = "result.yaml";

const head = (execution: string) => `name: made under hand\nexecution:\n${execution}`;
const totals = (indent: string) =>
  ["energy: 0.1", "carbon-operational: 2e-7", "carbon-embodied: 3", "carbon: 5", "sci: 0.5"]
    .map((line) => `${indent}${line}\n`)
    .join("");
const rows = (count: number) =>
  `  children:\n    a/b:\n      outputs:\n${"        - energy: 1\n          sci: 7\n".repeat(count)}      aggregated:\n${"        energy: 9\n"}`;
const output = (count: number) =>
  `${head("  status: success\n")}tree:\n${rows(count)}  outputs:\n    - energy: 1\n  aggregated:\n${totals("    ")}`;

const FOUND = {
  name: "made under hand",
  figures: { energyKwh: 0.1, operationalG: 2e-7, embodiedG: 3, carbonG: 5, sciGPerUnit: 0.5 },
};

describe("reading what Impact Framework computed", () => {
  it("takes the totals of all children, not those of one", () => {
    expect(readResult(output(2), FILE)).toMatchObject({ ok: true, value: FOUND });
    const windows = output(2).replaceAll("\n", "\r\n");
    expect(readResult(windows, FILE)).toMatchObject({ ok: true, value: FOUND });
  });

  it("reads outputs of a size that no other document may have", () => {
    const text = output(100_000);
    expect(text.length).toBeGreaterThan(2 * MAX_DOCUMENT_BYTES);
    expect(readResult(text, FILE)).toMatchObject({ ok: true, value: FOUND });
  });

  it("reads an output that somebody wrote another way", () => {
    const text = JSON.stringify(parse(output(2)));
    expect(readResult(text, FILE)).toMatchObject({ ok: true, value: FOUND });
  });

  it("leaves out figures that are missing or no numbers", () => {
    const text = output(1)
      .replace("    carbon: 5", "    carbon: .nan")
      .replace("    sci: 0.5\n", "");
    const { carbonG: _, sciGPerUnit: __, ...figures } = FOUND.figures;
    expect(readResult(text, FILE)).toMatchObject({ ok: true, value: { figures } });
    const answer = readResult(text, FILE);
    expect(answer.ok && Object.keys(answer.value.figures)).toEqual(Object.keys(figures));
  });

  it.each([
    ["impact-framework/failed", head("  status: fail\n  error: boom\n"), "boom"],
    ["impact-framework/failed", output(1).replace("success", "fail"), "no reason given"],
    ["impact-framework/no-result", "name: a manifest\ntree: {}\n", "no output"],
    ["impact-framework/no-result", "", "no output"],
    ["impact-framework/no-result", "- 1\n- 2\n", "no output"],
    ["yaml/syntax", "a: [", "flow"],
  ])("says %s, with the tool's own words", (code, text, words) => {
    const answer = readResult(text, FILE);
    const issues = answer.ok ? [] : answer.issues;
    expect(issues[0]).toMatchObject({ code, file: FILE });
    expect(issues[0]?.message.toLowerCase()).toContain(words);
  });

  it("answers any text", () => {
    const part = fc.constantFrom(
      output(1),
      "\ntree:\n",
      "\n  aggregated:\n",
      "    a: 1\n",
      "[",
      ":",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 6 }), (parts) => {
        const answer = readResult(parts.join(""), FILE);
        if (!answer.ok) expect(answer.issues.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("writing a manifest", () => {
  it("keeps every digit of every number and every character of every text", () => {
    const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, fc.string({ unit: "grapheme" }), (on, grams, text) => {
        const manifest = made({ name: text, description: text, comment: [text] }, on, grams);
        const read = parse(writeManifest(manifest));
        expect([read.name, read.description]).toEqual([text, text]);
        const [row] = read.tree.children["a/b"].inputs;
        expect([row["vm/seconds-on"], row["grid/carbon-intensity"]]).toEqual([on, grams]);
      }),
    );
  });
});

type Texts = Pick<ImpactManifest, "name" | "description" | "comment">;

function made(texts: Texts, secondsOn: number, grams: number): ImpactManifest {
  return {
    ...texts,
    functionalUnit: { name: "run", total: 1 },
    rowsAtMs: [0],
    rowS: 3_600,
    energies: [],
    machines: [
      {
        name: "a/b",
        vmSize: "Standard_D2s_v5",
        region: "here",
        pue: 1.2,
        embodiedG: 1,
        lifespanS: 2,
        power: { kind: "stated", watts: [7] },
        secondsOn: [secondsOn],
        gPerKwh: [grams],
      },
    ],
  };
}
