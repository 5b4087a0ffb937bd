/** Runs the app in Chromium: the real host and lab on a temporary data folder. */
import { join } from "node:path";
import { chromium } from "playwright-core";
import { buildApp } from "../../../engine/cli/build-app.ts";
import { startHttpHost } from "../../../engine/host/http.ts";
import { openLab } from "../../../engine/lab/open-lab.ts";
import { findChromium } from "../../helpers/chromium.ts";
import { type OpenApp, type OpenOptions, type Runner, temporaryDataDir, watch } from "./runner.ts";

const STATIC_FOLDER = join(import.meta.dirname, "../../../dist/renderer");

export async function startChromium(): Promise<Runner> {
  await buildApp();
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("Chromium was not found; set CHROMIUM_PATH.");
  const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args });
  return {
    async open(options: OpenOptions = {}): Promise<OpenApp> {
      const { width = 1440, height = 940, scenariosFolder, colorScheme = "light" } = options;
      const { withLab = (lab) => lab } = options;
      const data = temporaryDataDir();
      const scenarios = scenariosFolder === undefined ? {} : { scenariosFolder };
      const lab = withLab(await openLab({ dataDir: data.path, ...scenarios }));
      const host = await startHttpHost({ lab, staticFolder: STATIC_FOLDER });
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: options.reducedMotion ?? "reduce",
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      await watch(page, complaints);
      await page.goto(host.url);
      let running = true;
      const stopEngine = async () => {
        if (running) await host.close();
        running = false;
      };
      return {
        page,
        complaints,
        dataDir: data.path,
        stopEngine,
        async close() {
          await context.close();
          await stopEngine();
          await lab.close();
          data.remove();
        },
      };
    },
    close: () => browser.close(),
  };
}
