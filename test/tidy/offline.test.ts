import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** What opens a connection to another machine; the host only listens, on this machine. */
const CALLS_OUT = [
  // The method of a store by that name is none.
  /(?<![.\w])fetch\(|\b(?:globalThis|window|self)\.fetch\(/,
  /node:(?:https|http2|dns|dgram|tls)"/,
  /\bhttp\.(?:get|request)\(/,
  /\b(?:createConnection|net\.connect)\(/,
];

/** Asks for Electron's own binary, once, where there is a display and none is installed. */
const EXCEPT = "engine/cli/electron-binary.ts";

it("keeps the engine offline: nothing in it calls another machine", () => {
  const files = globSync("engine/**/*.ts", { cwd: ROOT });
  expect(files.length).toBeGreaterThan(100);
  const calls = files.filter((file) => {
    if (file === EXCEPT) return false;
    const text = readFileSync(join(ROOT, file), "utf8");
    return CALLS_OUT.some((pattern) => pattern.test(text));
  });
  expect(calls).toEqual([]);
});
