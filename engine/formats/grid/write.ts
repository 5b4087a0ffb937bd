/** Writes a trace as the plain CSV that `readGrid` reads back to the same values. */
import type { TraceData } from "../../core/carbon/trace.ts";
import { isoInstant } from "../../core/clock/civil.ts";

/** `timestamp,gco2_per_kwh` with UTC times; the format does not hold where a trace comes from. */
export function writeGrid(trace: TraceData): string {
  const lines = ["timestamp,gco2_per_kwh"];
  trace.gPerKwh.forEach((value, i) => {
    lines.push(`${isoInstant(trace.startMs + i * trace.stepMs)},${value}`);
  });
  return `${lines.join("\n")}\n`;
}
