/** Comparisons to store, different for each number. */
import { createHash } from "node:crypto";
import type { ComparisonToKeep } from "../../engine/core/ports.ts";

export function sampleComparison(
  number: number,
  overrides: Partial<ComparisonToKeep> = {},
): ComparisonToKeep {
  const log = `{"run":${number}}\n${`line ${number} of the log, ü\n`.repeat(50 + (number % 7) * 400)}`;
  return {
    scenario: "nightly-retrain",
    title: `Comparison ${number}`,
    zone: "NL",
    synthetic: true,
    seed: number,
    createdAt: new Date(Date.UTC(2024, 0, 1) + number * 1000).toISOString(),
    contentKey: `key-${number}`,
    bestSavedPct: number === 0 ? null : 12.5,
    results: [],
    log,
    logSha256: createHash("sha256").update(log).digest("hex"),
    trace: {
      startMs: 1_700_000_000_000,
      stepMs: 3_600_000,
      gPerKwh: Array.from({ length: 500 }, (_, hour) => 100.1 + hour / 3 + (number % 3)),
      about: {
        zone: "NL",
        source: "generator",
        edition: "1",
        licence: "CC0-1.0",
        signal: "average",
        basis: "life-cycle",
        synthetic: true,
        repairs: [],
      },
    },
    ...overrides,
  };
}
