/** Proves each guard by trying a violation in a copy of the project's settings, outside the tree. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ruleHints } from "../helpers/rule-hints.ts";
import { ROOT, read } from "./tree.ts";

const HEAD = "/** Tries a violation. */\n";
const { resolve } = createRequire(import.meta.url);
const TSC = join(dirname(resolve("typescript/package.json")), "bin/tsc");
const BIOME = join(dirname(resolve("@biomejs/biome/package.json")), "bin/biome");

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "lowtide-guards-"));
  for (const file of [
    "tsconfig.base.json",
    "test/tidy/pure-core.grit",
    "test/tidy/pure-formats.grit",
  ])
    cpSync(join(ROOT, file), join(copy, file));
  const biome = JSON.parse(read("biome.json"));
  write("biome.json", JSON.stringify({ ...biome, vcs: { enabled: false } }));
  write("package.json", '{ "type": "module" }');
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"), "junction");
  const core = JSON.parse(read("engine/core/tsconfig.json"));
  // The cache is shared through the link: what is compiled here must not land in it.
  Object.assign(core.compilerOptions, { outDir: "out", tsBuildInfoFile: "out/core.tsbuildinfo" });
  write("engine/core/tsconfig.json", JSON.stringify(core));
  write("engine/io/clock.ts", `${HEAD}export const now = (): number => Date.now();\n`);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

function run(program: string, ...args: string[]): { status: number | null; output: string } {
  const options = { cwd: copy, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  return { status, output: stdout + stderr };
}

function compileCore(code: string) {
  write("engine/core/violation.ts", HEAD + code);
  return run(TSC, "-p", "engine/core", "--pretty", "false");
}

function lint(path: string, code: string) {
  write(path, HEAD + code);
  const result = run(BIOME, "lint", "--max-diagnostics=none", "--colors=off", path);
  rmSync(join(copy, path));
  return result;
}

describe("compiler guard of engine/core", () => {
  it("accepts pure code", () => {
    const result = compileCore("export const twice = (n: number): number => Math.max(n, n) * 2;\n");
    expect(result).toEqual({ status: 0, output: "" });
  });

  it.each([
    [
      "a Node module",
      'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
    ],
    ["process", "export const here: unknown = process.cwd();\n"],
    ["a timer", "export const wait = (done: () => void): unknown => setTimeout(done, 1);\n"],
    ["console", 'export const say = (): void => console.log("x");\n'],
    ["the network", 'export const get = (): unknown => fetch("x");\n'],
    ["the page", "export const title = (): unknown => document.title;\n"],
    ["another ring", 'export { now } from "../io/clock.ts";\n'],
  ])("refuses %s and names the rule", (_name, code) => {
    const { status, output } = compileCore(code);
    expect(status).not.toBe(0);
    expect(output).toContain("violation.ts");
    expect(ruleHints(output).join("\n")).toContain("Rule pure-core:");
  });

  it("names the direction when another ring looks outside its references", () => {
    const line = "engine/io/x.ts(1,1): error TS6307: File 'engine/lab/lab.ts' is not listed.";
    expect(ruleHints(line)).toEqual([expect.stringContaining("Rule ring-direction:")]);
    expect(ruleHints("engine/core/x.ts(1,1): error TS2304: Cannot find name 'wrold'.")).toEqual([]);
    expect(ruleHints("engine/io/x.ts(1,1): error TS2322: Not assignable.")).toEqual([]);
  });
});

describe("Biome guards", () => {
  it("accept pure code", () => {
    const code =
      'export const f = (x: number): string => (Math.sqrt(x) > 1 ? "**" : "Math.exp(1)");\n';
    expect(lint("engine/core/fine.ts", code).status).toBe(0);
  });

  it.each([
    ["pure-core", "engine/core/x.ts", "export const t = (): number => Date.now();\n"],
    ["pure-core", "engine/core/x.ts", 'export const f = new Intl.NumberFormat("en");\n'],
    ["pure-core", "engine/core/x.ts", "export const t = (): unknown => performance.now();\n"],
    ["pure-core", "engine/core/x.ts", "export const id = (): unknown => crypto.randomUUID();\n"],
    ["pure-core", "engine/core/x.ts", 'export { readFileSync } from "node:fs";\n'],
    ["pure-core", "engine/core/a/x.ts", 'export { now } from "../../io/clock.ts";\n'],
    ["pure-core", "engine/core/x.ts", "export const r = (): number => Math.random();\n"],
    ["pure-core", "engine/core/x.ts", "export const e = (x: number): number => Math.exp(x);\n"],
    ["pure-core", "engine/core/x.ts", "export const log = Math.log;\n"],
    [
      "pure-core",
      "engine/core/x.ts",
      "export const s = (x: number): number => 1 + Math.sin(x) * 2;\n",
    ],
    ["pure-core", "engine/core/x.ts", "export const p = (x: number): number => x ** 3;\n"],
    [
      "pure-core",
      "engine/core/x.ts",
      "export function p(x: number): void {\n  let y = x;\n  y **= 2;\n}\n",
    ],
    ["pure-core", "engine/core/x.ts", "export const { exp } = Math;\n"],
    ["pure-core", "engine/core/x.ts", "export const f = (n: 'exp'): unknown => Math[n];\n"],
    ["pure-formats", "engine/formats/grid/x.ts", 'export { readFileSync } from "node:fs";\n'],
    ["pure-formats", "engine/formats/grid/x.ts", "export const t = (): number => Date.now();\n"],
    ["pure-formats", "engine/formats/grid/x.ts", "export const t = (): Date => new Date();\n"],
    ["ring-direction", "engine/lab/x.ts", 'export { app } from "electron";\n'],
    [
      "ring-direction",
      "engine/lab/x.ts",
      'import sqlite from "better-sqlite3";\nexport const s = sqlite;\n',
    ],
    ["ring-direction", "engine/lab/x.ts", 'export { WebSocketServer } from "ws";\n'],
    ["ring-direction", "renderer/charts/x.ts", 'export { useState } from "react";\n'],
  ])("name rule %s in %s: %#", (rule, path, code) => {
    const { status, output } = lint(path, code);
    expect(status).not.toBe(0);
    expect(output).toContain(`Rule ${rule}:`);
  });

  it.each([
    ["noDefaultExport", "export default 1;\n"],
    ["noExcessiveLinesPerFunction", `export function f(): void {\n${"  f();\n".repeat(71)}}\n`],
    ["noImportCycles", 'import { x } from "./x.ts";\nexport const y = x;\n'],
  ])("hold %s everywhere", (rule, code) => {
    if (rule === "noImportCycles")
      write("engine/lab/x.ts", `${HEAD}import { y } from "./y.ts";\nexport const x = y;\n`);
    const { status, output } = lint("engine/lab/y.ts", code);
    expect(status).not.toBe(0);
    expect(output).toContain(rule);
  });
});
