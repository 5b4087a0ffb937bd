/** Logs as lines: control sequences, overwritten lines, parts that end anywhere, and hits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allLines,
  hitLines,
  NO_LINES,
  pieces,
  plainLine,
  withText,
} from "../../../renderer/screens/live/log-text.ts";

const ESC = "\u001b";

describe("a line", () => {
  it.each([
    [`${ESC}[32mgreen${ESC}[0m`, "green"],
    [`${ESC}[1;38;5;208mbold${ESC}[m text`, "bold text"],
    [`${ESC}]8;;https://example.org\u0007link${ESC}]8;;\u0007`, "link"],
    [`${ESC}]0;title${ESC}\\rest`, "rest"],
    [`${ESC}[2K${ESC}[1Gdone`, "done"],
    ["10 %\r50 %\r100 %", "100 %"],
    ["windows\r", "windows"],
    ["a\tb", "a    b"],
    ["bell\u0007 null\u0000", "bell null"],
    ["größe ✓ 数", "größe ✓ 数"],
  ])("%j is left as %j", (written, shown) => {
    expect(plainLine(written)).toBe(shown);
  });

  it("holds no control character, whatever was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plainLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

it("gives the same lines, wherever the parts of a log end", () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r", ESC, "[", "m") }));
  fc.assert(
    fc.property(parts, (texts) => {
      const whole = withText(NO_LINES, texts.join(""));
      const inParts = texts.reduce(withText, NO_LINES);
      expect(allLines(inParts)).toEqual(allLines(whole));
    }),
  );
});

describe("hits", () => {
  it("are marked without losing or adding a character", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "A", "b", " ") });
    fc.assert(
      fc.property(letters, letters, (line, search) => {
        const found = pieces(line, search);
        expect(found.map(({ text }) => text).join("")).toBe(line);
        const wanted = search.toLowerCase();
        for (const { text, hit } of found) {
          if (hit) expect(text.toLowerCase()).toBe(wanted);
          else if (wanted !== "") expect(text.toLowerCase()).not.toContain(wanted);
        }
      }),
    );
  });

  it("are lines that hold the text, upper and lower case alike", () => {
    expect(hitLines(["Error: x", "fine", "no error"], "ERROR")).toEqual([0, 2]);
    expect(hitLines(["a"], "")).toEqual([]);
  });

  it("are given up in a line whose letters change their number with their case", () => {
    expect(pieces("İstanbul", "i")).toEqual([{ text: "İstanbul", hit: false }]);
  });
});
