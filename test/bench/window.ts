/** Carbon of a window: exact integrals on a year of 5-minute data. */
import { CarbonTrace } from "../../engine/core/carbon/trace.ts";
import { randomStream } from "../../engine/core/random/stream.ts";
import { DAY_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { atLeast, type Claim, timesMs } from "./measure.ts";

const STEP_MS = 5 * MINUTE_MS;
const QUERIES = 1_000_000;

export function measureWindowQueries(): Claim {
  const trace = yearOf5MinuteData();
  const random = randomStream(1, "bench/window");
  const spanMs = trace.endMs - DAY_MS;
  const starts = Float64Array.from({ length: QUERIES }, () =>
    Math.floor(random.uniform() * spanMs),
  );
  let checksum = 0;
  const ask = () => {
    for (const start of starts) checksum += trace.integral(start, start + 3 * 60 * MINUTE_MS);
  };
  const times = timesMs(ask, 11, 3);
  if (!(checksum > 0)) throw new Error("the queries were not asked");
  const rates = times.map((ms) => (QUERIES / ms) * 1_000);
  return atLeast("window-carbon queries on a year of 5-minute data", "queries/s", 1e6, rates);
}

function yearOf5MinuteData(): CarbonTrace {
  const random = randomStream(1, "bench/trace");
  const gPerKwh = Array.from({ length: (365 * DAY_MS) / STEP_MS }, () => 500 * random.uniform());
  const about = {
    zone: "none",
    source: "random numbers",
    edition: "none",
    licence: "none",
    signal: "unknown",
    basis: "unknown",
    synthetic: true,
    repairs: [],
  } as const;
  return new CarbonTrace({ startMs: 0, stepMs: STEP_MS, gPerKwh, about });
}
