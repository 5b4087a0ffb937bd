/** Where a trace may change; the forecasts made from it change there too. */
import type { InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";

/** Starts of steps in (fromMs, toMs), ascending. */
export function stepStarts(trace: CarbonTrace, fromMs: InstantMs, toMs: InstantMs): InstantMs[] {
  const starts: InstantMs[] = [];
  for (let at = trace.nextStep(fromMs); at < toMs; at = trace.nextStep(at)) starts.push(at);
  return starts;
}
