/** `npm run check`: types, lint and format, and the tidy tests; one line for each part. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ruleHints } from "./helpers/rule-hints.ts";

const ROOT = join(import.meta.dirname, "..");
const { resolve } = createRequire(import.meta.url);

interface Part {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

const PARTS: readonly Part[] = [
  { name: "types", script: packageFile("typescript", "bin/tsc"), args: ["-b"] },
  {
    name: "lint and format",
    script: packageFile("@biomejs/biome", "bin/biome"),
    args: ["check", "--error-on-warnings", "."],
  },
  {
    name: "tidy",
    script: packageFile("vitest", "vitest.mjs"),
    args: ["run", "--project", "unit", "test/tidy"],
  },
];

const failed = PARTS.filter((part) => !passes(part));
if (failed.length > 0) process.exitCode = 1;

function passes({ name, script, args }: Part): boolean {
  const run = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, encoding: "utf8" });
  const passed = run.status === 0;
  if (!passed) {
    process.stdout.write(`${run.stdout}${run.stderr}`);
    if (name === "types")
      for (const hint of ruleHints(run.stdout)) process.stdout.write(`${hint}\n`);
  }
  process.stdout.write(`${passed ? "ok    " : "FAILED"} ${name}\n`);
  return passed;
}

function packageFile(name: string, file: string): string {
  return join(dirname(resolve(`${name}/package.json`)), file);
}
