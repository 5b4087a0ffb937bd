/** The files of the project that the tidy tests look at. */
import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

const SOURCE = "**/*.{ts,tsx,js,css}";
const TEXT = "**/*.{ts,tsx,js,css,md,yaml,yml,json,csv,html,svg,sql,grit,txt}";
const OUTSIDE = /(?:^|\/)(?:node_modules|dist|coverage|\.git)(?:\/|$)/;

/** Paths of the project that match, with `/` on every platform. */
export function paths(pattern: string): string[] {
  const found = globSync(pattern, { cwd: ROOT, exclude: (name) => OUTSIDE.test(name) });
  return found
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !OUTSIDE.test(path))
    .sort();
}

export const sourcePaths = (): string[] => paths(SOURCE);

export const modulePaths = (): string[] => paths("**/*.{ts,tsx,js}");

/** Everything that people read or write; generated and very large files are left out. */
export function textPaths(): string[] {
  const more = [".ci/run", ".npmrc", ".gitignore"];
  return [...paths(TEXT), ...more].filter((path) => path !== "package-lock.json");
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
