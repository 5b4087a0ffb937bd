import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, it } from "vitest";

it("builds the preload script as one CommonJS file that requires only electron", async () => {
  const outDir = mkdtempSync(join(tmpdir(), "lowtide-preload-"));
  try {
    const configFile = join(import.meta.dirname, "../../electron/vite.config.ts");
    await build({ configFile, build: { outDir }, logLevel: "silent" });
    expect(readdirSync(outDir)).toEqual(["preload.cjs"]);
    const code = readFileSync(join(outDir, "preload.cjs"), "utf8");
    const required = [...code.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].map((m) => m[1]);
    expect(required).toEqual(["electron"]);
    expect(code).not.toMatch(/^\s*(?:import|export)\b/m);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
});
