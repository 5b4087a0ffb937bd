/** Chooses where the end-to-end tests run. */
import type { Runner } from "./runner.ts";

/** The runner that `LOWTIDE_E2E` names: `chromium` (default) or `electron`. */
export async function startRunner(): Promise<Runner> {
  if (process.env.LOWTIDE_E2E === "electron") {
    return (await import("./electron.ts")).startElectron();
  }
  return (await import("./chromium.ts")).startChromium();
}
