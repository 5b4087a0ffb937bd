import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isoInstant } from "../../engine/core/clock/civil.ts";
import { formatIssue } from "../../engine/core/issue.ts";
import { MINUTE_MS } from "../../engine/core/units/units.ts";
import { readGrid } from "../../engine/formats/grid/read.ts";

const folder = fileURLToPath(new URL("../../fixtures/formats/grid/", import.meta.url));
const INPUT = ".input.csv";
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(INPUT))
  .map((name) => name.slice(0, -INPUT.length));

/** What the fixture expects: the file's ending, and its text. */
function outcome(name: string): { ending: string; text: string } {
  const file = `${name}${INPUT}`;
  const result = readGrid({ text: readFileSync(`${folder}${file}`, "utf8"), file });
  if (!result.ok) {
    return { ending: ".error.txt", text: `${result.issues.map(formatIssue).join("\n")}\n` };
  }
  const { startMs, stepMs, gPerKwh, about } = result.value;
  const output = {
    start: isoInstant(startMs),
    stepMinutes: stepMs / MINUTE_MS,
    gPerKwh,
    about,
    warnings: result.warnings.map((issue) => formatIssue(issue).split("\n")),
  };
  return { ending: ".output.json", text: `${JSON.stringify(output, undefined, 2)}\n` };
}

describe("grid fixtures", () => {
  it.each(cases)("%s", (name) => {
    const { ending, text } = outcome(name);
    const other = ending === ".output.json" ? ".error.txt" : ".output.json";
    if (process.env.UPDATE_FIXTURES === "1") {
      writeFileSync(`${folder}${name}${ending}`, text);
      rmSync(`${folder}${name}${other}`, { force: true });
    }
    expect(existsSync(`${folder}${name}${other}`), `${name} has two outcomes`).toBe(false);
    expect(text).toBe(readFileSync(`${folder}${name}${ending}`, "utf8"));
  });

  it("are complete: every expectation has its input", () => {
    const expected = readdirSync(folder).filter((name) => !name.endsWith(INPUT));
    const names = expected.map((name) => name.replace(/\.(output\.json|error\.txt)$/, ""));
    expect(names.toSorted()).toEqual(cases.toSorted());
  });
});
