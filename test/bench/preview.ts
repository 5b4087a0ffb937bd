/** The preview: one policy replayed in a Web Worker of Chromium, where the app does it. */
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { findChromium } from "../helpers/chromium.ts";
import { openWithCore } from "../helpers/core-in-chromium.ts";
import { atMost, type Claim } from "./measure.ts";

/** One claim for each policy of the year; none where Chromium is missing. */
export async function measurePreview(): Promise<Claim[]> {
  if (findChromium() === undefined) return [];
  const world = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
  const { browser, page } = await openWithCore(
    `import ${JSON.stringify(join(import.meta.dirname, "preview-worker.ts"))};`,
  );
  try {
    const times = await page.evaluate(
      (json) =>
        new Promise<[string, number[]][]>((resolve, reject) => {
          const worker = new Worker("/script.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(json);
        }),
      JSON.stringify(world),
    );
    return times.map(([policy, values]) =>
      atMost(`the same year, policy ${policy}, in a Web Worker of Chromium`, "ms", 16, values),
    );
  } finally {
    await browser.close();
  }
}
