/** What the programs of a storm have written down themselves. */
import { existsSync, readFileSync } from "node:fs";

export interface LedgerEntry {
  readonly what: "begin" | "end" | "overlap";
  readonly attempt: string;
  /** Request and node, or `service`. */
  readonly work?: string;
  readonly with?: string;
  readonly pid: number;
  readonly atNs: bigint;
}

export function readLedger(file: string): LedgerEntry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const entry = JSON.parse(line);
      return { ...entry, atNs: BigInt(entry.atNs) };
    });
}
