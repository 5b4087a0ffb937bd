/** Bundles the preload script into one CommonJS file that requires nothing but electron. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: fromHere("."),
  logLevel: "warn",
  build: {
    outDir: fromHere("../dist/electron"),
    emptyOutDir: true,
    target: "chrome150",
    minify: false,
    lib: { entry: fromHere("preload.ts"), formats: ["cjs"], fileName: () => "preload.cjs" },
    rolldownOptions: { external: ["electron"] },
  },
});
