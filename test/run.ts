/** `npm test`: prepares the browser and the built app, runs vitest, ends with a plain closing line. */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../engine/cli/build-app.ts";
import { CHROMIUM_REMEDY, findChromium, installChromium } from "./helpers/chromium.ts";
import { closingLine, LEFT_OUT_VARIABLE } from "./reporter.ts";

const ROOT = join(import.meta.dirname, "..");
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (!wantsBrowser(args)) return vitest(["--project", "unit", ...args], {});
  const chromium = findChromium() ?? (installChromium() ? findChromium() : undefined);
  if (chromium !== undefined) {
    await buildApp();
    return vitest(args, { CHROMIUM_PATH: chromium });
  }
  process.stdout.write(`${CHROMIUM_REMEDY}\n`);
  if (process.env.CI === "true") {
    process.stdout.write("With CI=true the end-to-end tests may not be left out.\n");
    process.stdout.write(`${closingLine({ passed: 0, failed: endToEndFiles(), skipped: 0 })}\n`);
    return 1;
  }
  return vitest(["--project", "unit", ...args], { [LEFT_OUT_VARIABLE]: String(endToEndFiles()) });
}

/** False only when all named files are outside test/e2e. */
function wantsBrowser(args: readonly string[]): boolean {
  const filters = args.filter((arg) => !arg.startsWith("-"));
  return endToEndFiles() > 0 && (filters.length === 0 || filters.some((f) => !isUnitPath(f)));
}

function isUnitPath(filter: string): boolean {
  return /(?:^|\/)test\/(?!e2e)\w/.test(filter);
}

function endToEndFiles(): number {
  return globSync("test/e2e/**/*.test.{ts,tsx}", { cwd: ROOT }).length;
}

function vitest(args: readonly string[], variables: Record<string, string>): number {
  const reporters = ["--reporter=default", "--reporter=./test/reporter.ts"];
  const command = [VITEST, "run", ...reporters, ...args];
  const env = { ...process.env, ...variables };
  const { status } = spawnSync(process.execPath, command, { cwd: ROOT, env, stdio: "inherit" });
  return status ?? 1;
}
