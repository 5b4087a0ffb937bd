/** Says which column of a grid CSV holds what, from its header. */
import type { TraceSource } from "../../core/carbon/trace.ts";
import { type Issue, problem } from "../../core/issue.ts";

export interface Layout {
  /** 0-based columns. */
  readonly time: number;
  readonly value: number;
  /** What was forecast for the same time. */
  readonly forecast?: number;
  readonly zone?: number;
  readonly estimated?: number;
  /** Columns of the header. */
  readonly width: number;
  /** The header says that times without an offset are UTC. */
  readonly utc: boolean;
  readonly about: Pick<TraceSource, "source" | "edition" | "licence" | "signal" | "basis">;
  /** What the choice of columns assumed. */
  readonly caution?: Issue;
}

/** Comparable spelling of a header cell. */
export function normalised(cell: string): string {
  return cell.trim().toLowerCase().replaceAll("₂", "2").replace(/\s+/g, " ");
}

/** Index of the one cell that matches; -1 when there is none, an issue when there are several. */
export function columnOf(header: readonly string[], pattern: RegExp): number | Issue {
  const names = header.map(normalised);
  const first = names.findIndex((name) => pattern.test(name));
  const last = names.findLastIndex((name) => pattern.test(name));
  if (first === last) return first;
  const message = `the columns ${first + 1} and ${last + 1} are both called "${header[first]}"`;
  return problem("grid/header", message, "Remove one of them.");
}
