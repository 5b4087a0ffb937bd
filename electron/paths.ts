/** Where the shell finds what it loads; everything is relative to the root of the project. */
import { fileURLToPath } from "node:url";

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The built renderer, all that the `lowtide:` protocol can serve. */
export const RENDERER_FOLDER = fromRoot("dist/renderer");

/** Built as CommonJS: a sandboxed preload script cannot be a module. */
export const PRELOAD_FILE = fromRoot("dist/electron/preload.cjs");

/** Runs in the utility process; the shell knows no more of the engine than this path. */
export const ENGINE_ENTRY = fromRoot("engine/host/electron-entry.ts");
