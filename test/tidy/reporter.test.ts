/** The closing line that continuous integration reads tells the truth. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findChromium } from "../helpers/chromium.ts";
import { LEFT_OUT_VARIABLE } from "../reporter.ts";
import { ROOT } from "./tree.ts";

const PASSES = 'test("a", () => {});\n';
const FAILS = 'test("b", () => { throw new Error("wanted"); });\n';
// In two parts, so that the tidy tests do not find it here.
const SKIPS = `test.${"skip"}("c", () => {});\n`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lowtide-reporter-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(files: Record<string, string>, leftOut = "0") {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  writeFileSync(join(folder, "vitest.config.mjs"), "export default { test: { globals: true } };");
  const args = ["run", "--root", folder];
  const reporters = ["--reporter=default", `--reporter=${join(ROOT, "test/reporter.ts")}`];
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), ...args, ...reporters],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, [LEFT_OUT_VARIABLE]: leftOut } },
  );
  return { status, line: stdout.trimEnd().split("\n").at(-1) };
}

it("counts tests", () => {
  expect(run({ "a.test.ts": PASSES + SKIPS })).toEqual({
    status: 0,
    line: "1 passed, 0 failed, 1 skipped",
  });
});

it("counts failures, files that do not load and files that were left out", () => {
  const files = { "a.test.ts": PASSES + FAILS, "b.test.ts": 'import "./missing.ts";\n' };
  expect(run(files, "3")).toEqual({ status: 1, line: "1 passed, 2 failed, 3 skipped" });
});

it("finds Chromium where CHROMIUM_PATH says, and nowhere else then", () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath, PATH: "" })).toBe(process.execPath);
  expect(findChromium({ CHROMIUM_PATH: join(folder, "missing") })).toBeUndefined();
});
