/** Builds the renderer and the preload script when they are missing or older than their sources. */
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

interface Part {
  readonly name: string;
  readonly config: string;
  /** The file whose age is compared with the sources. */
  readonly output: string;
  readonly sources: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    name: "app",
    config: "renderer/vite.config.ts",
    output: "dist/renderer/index.html",
    sources: ["renderer/**/*.*", "engine/{contract,core,formats}/**/*.ts", "package-lock.json"],
  },
  {
    name: "desktop shell",
    config: "electron/vite.config.ts",
    output: "dist/electron/preload.cjs",
    sources: ["electron/{preload,vite.config}.ts", "engine/contract/desktop.ts"],
  },
];

/** Brings `dist/` up to date; progress goes to stderr. */
export async function buildApp(): Promise<void> {
  for (const part of PARTS) {
    const newestMs = newest(part.sources.flatMap((pattern) => globSync(pattern, { cwd: ROOT })));
    if (isStale(modifiedMs(part.output), newestMs)) await build(part);
  }
}

/** Times of the output (undefined: missing) and of the newest source, in milliseconds. */
export function isStale(outputMs: number | undefined, newestSourceMs: number): boolean {
  return outputMs === undefined || outputMs < newestSourceMs;
}

async function build(part: Part): Promise<void> {
  process.stderr.write(`Building the ${part.name}…\n`);
  // Loaded only here: the bundler takes longer to load than most starts take altogether.
  const vite = await import("vite");
  const build = { outDir: join(ROOT, part.output, "..") };
  // The bundler keeps a NODE_ENV that is set, and under tests that gave the slow development React.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await vite.build({ configFile: join(ROOT, part.config), logLevel: "warn", build });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.map((path) => modifiedMs(path) ?? 0));
}

function modifiedMs(path: string): number | undefined {
  const full = join(ROOT, path);
  return existsSync(full) ? statSync(full).mtimeMs : undefined;
}
