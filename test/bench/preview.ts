/** The preview in a Web Worker of Chromium, where the app has it: a policy alone, and whole answers. */
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import { DAY_MS } from "../../engine/core/units/units.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { findChromium } from "../helpers/chromium.ts";
import { openWithCore } from "../helpers/core-in-chromium.ts";
import { atMost, type Claim, percentile } from "./measure.ts";
import type { PreviewTimes } from "./preview-worker.ts";

/** None where Chromium is missing. */
export async function measurePreview(): Promise<Claim[]> {
  if (findChromium() === undefined) return [];
  const world = unwrap(openWorld(unwrap(findScenario("nightly-retrain")), {}));
  const { browser, page } = await openWithCore(
    `import ${JSON.stringify(join(import.meta.dirname, "preview-worker.ts"))};`,
  );
  try {
    const times = await page.evaluate(
      (json) =>
        new Promise<PreviewTimes>((resolve, reject) => {
          const worker = new Worker("/script.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(json);
        }),
      JSON.stringify(world),
    );
    const five = "five policies, deadline dragged, in a Web Worker of Chromium, 95 % under";
    return [
      ...times.policies.map(([policy, values]) =>
        atMost(`the same year, policy ${policy}, in a Web Worker of Chromium`, "ms", 16, values),
      ),
      atMost(`a month, ${five}`, "ms", 16, [percentile(times.month, 95)]),
      atMost(`a year, ${five}`, "ms", 50, [percentile(times.year, 95)]),
      ...times.accounts.map(({ stepMs, times: each }) => {
        const by = stepMs < DAY_MS ? "hour" : "day";
        const name = `the account of a year by the ${by}, an assumption dragged, in a Web Worker of Chromium, 95 % under`;
        return atMost(name, "ms", 50, [percentile(each, 95)]);
      }),
    ];
  } finally {
    await browser.close();
  }
}
