/** A scenario of one week in a folder of its own, quick enough to be swept in tests. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUNDLED_SCENARIOS } from "../../../engine/lab/scenario/open.ts";

/** Copies the nightly retrain, shortened, and gives its folder. */
export function smallScenario(folder: string, edit = (text: string) => text): string {
  const copy = join(folder, "small");
  cpSync(join(BUNDLED_SCENARIOS, "nightly-retrain"), copy, { recursive: true });
  const file = join(copy, "scenario.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, edit(text.replace("to: 2025-01-01", "to: 2024-01-08")));
  return copy;
}

/** An hourly history as a file: `gPerKwh` by hour since `from`. */
export function writeHistory(
  file: string,
  from: string,
  hours: number,
  gPerKwh: (hour: number) => number,
): void {
  const startMs = Date.parse(`${from}T00:00:00Z`);
  const rows = Array.from({ length: hours }, (_, hour) => {
    const at = new Date(startMs + hour * 3_600_000).toISOString();
    return `${at},${gPerKwh(hour)}`;
  });
  writeFileSync(file, `timestamp,gco2_per_kwh\n${rows.join("\n")}\n`);
}
