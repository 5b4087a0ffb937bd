/** What every file looks like: short, introduced by a sentence, free of leftovers. */
import { describe, expect, it } from "vitest";
import { modulePaths, paths, read, sourcePaths, textPaths } from "./tree.ts";

const MAX_LINES = 300;
const MAX_README_LINES = 90;

// Put together from parts, so that this file does not contain what it forbids.
const BANNED: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`\\b(?:${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`),
    "finish it, or leave it out",
  ],
  [new RegExp(`\\.(?:on${"ly"}|sk${"ip"})\\(`), "run every test"],
  [
    new RegExp(`/(?:ho${"me"}/(?!user\\b)|ro${"ot"}/|wo${"rk"}/|Us${"ers"}/)`),
    "no path of one machine",
  ],
  [/registry\.(?:npmjs|npmmirror|yarnpkg)\.\w+/, "no host of a package registry"],
];

function lineCount(path: string): number {
  return read(path).replace(/\n$/, "").split("\n").length;
}

describe("files", () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    expect(sourcePaths().filter((path) => lineCount(path) > MAX_LINES)).toEqual([]);
  });

  it("begin with a sentence that says what they are for", () => {
    const modules = modulePaths().filter((path) => !path.includes(".test."));
    const silent = modules.filter(
      (path) => !/^(?:#![^\n]*\n)?\/\*\*\s[\s\S]*?\*\//.test(read(path)),
    );
    expect(silent).toEqual([]);
  });

  it("contain no leftovers", () => {
    const found = textPaths().flatMap((path) =>
      read(path)
        .split("\n")
        .flatMap((line, index) =>
          BANNED.flatMap(([pattern, remedy]) =>
            pattern.test(line)
              ? [`${path}:${index + 1}: ${pattern.exec(line)?.[0]}: ${remedy}`]
              : [],
          ),
        ),
    );
    expect(found).toEqual([]);
  });

  it("are named in kebab-case", () => {
    const odd = paths("{engine,renderer,electron,scenarios,test}/**/*.{ts,tsx,js,css}").filter(
      (path) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(path.split("/").at(-1) ?? ""),
    );
    expect(odd).toEqual([]);
  });

  it(`keep the README within ${MAX_README_LINES} lines`, () => {
    expect(paths("README.md").filter((path) => lineCount(path) > MAX_README_LINES)).toEqual([]);
  });
});
