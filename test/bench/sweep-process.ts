/** One timed sweep: `sweep-process.ts DATA_FOLDER WORKERS POINTS`, its figures as JSON on stdout. */
import { unwrap } from "../../engine/core/issue.ts";
import { openStoreIn } from "../../engine/lab/keep.ts";
import { Sweeps } from "../../engine/lab/sweep/sweeps.ts";

const [folder = "", workers, points] = process.argv.slice(2);
const store = unwrap(openStoreIn(folder));
const sweeps = new Sweeps({ store: store.sweeps });
const startedMs = performance.now();
const { id } = sweeps.start({
  scenario: "nightly-retrain",
  axes: [
    { parameter: "length", values: ["31d"] },
    { parameter: "start", from: "2024-01-01", to: "2024-10-01", step: "1mo" },
    { parameter: "seed", from: 1, to: Number(points) / 10, step: 1 },
  ],
  workers: Number(workers),
});
const { rowsSha256, failed } = await sweeps.wait(id);
if (failed > 0) throw new Error(`${failed} points failed`);
const tookMs = performance.now() - startedMs;
const peakMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(JSON.stringify({ tookMs, peakMb, rowsSha256 }));
store.close();
