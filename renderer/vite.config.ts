/** Builds the app to dist/renderer: static files that both the local host and the desktop shell serve. */
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Libraries of every room; those of the Workflow room alone load with it.
const EVERYWHERE =
  /node_modules[\\/](?!elkjs[\\/]|d3-(?:zoom|drag|transition|ease|dispatch|timer|selection)[\\/])/;

export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the same files work under http://127.0.0.1:port/ and lowtide://app/.
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: join(import.meta.dirname, "../dist/renderer"),
    emptyOutDir: true,
    target: "chrome130",
    // The content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "vendor", test: EVERYWHERE }] } },
    },
  },
});
