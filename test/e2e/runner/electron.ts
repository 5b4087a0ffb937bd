/** Runs the app in its own desktop window; for machines that have the Electron binary. */
import { join } from "node:path";
import { _electron as electron } from "playwright-core";
import { buildApp } from "../../../engine/cli/build-app.ts";
import { type OpenApp, type OpenOptions, type Runner, temporaryDataDir, watch } from "./runner.ts";

const ROOT = join(import.meta.dirname, "../../..");

export async function startElectron(): Promise<Runner> {
  await buildApp();
  return {
    async open(options: OpenOptions = {}): Promise<OpenApp> {
      if (options.withLab !== undefined)
        throw new Error("The desktop shell opens its own lab; this test is for Chromium.");
      const { width = 1440, height = 940, colorScheme = "light" } = options;
      const data = temporaryDataDir();
      const app = await electron.launch({
        args: [ROOT],
        cwd: ROOT,
        env: { ...environment(), LOWTIDE_DATA_DIR: data.path },
        colorScheme,
      });
      const page = await app.firstWindow();
      const complaints: string[] = [];
      await watch(page, complaints);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: options.reducedMotion ?? "reduce" });
      await page.reload();
      return {
        page,
        complaints,
        dataDir: data.path,
        stopEngine: async () => {
          throw new Error("The desktop shell restarts its engine; this test is for Chromium.");
        },
        async close() {
          await app.close();
          data.remove();
        },
      };
    },
    close: async () => undefined,
  };
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}
