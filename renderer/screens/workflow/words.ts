/** What is said about nodes, on cards, in panels and to a screen reader. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";
import { durationMs } from "../../charts/workflow/gantt.ts";
import { countsText, type PhaseCounts } from "../../charts/workflow/phases.ts";
import { duration } from "../../widgets/format.ts";

const HELD: Readonly<Record<string, readonly [string, string]>> = {
  TaskGroup: ["item", "items"],
  StepGroup: ["step", "steps"],
  Retry: ["attempt", "attempts"],
  DAG: ["task", "tasks"],
  Steps: ["group", "groups"],
};

const KINDS: Readonly<Record<string, string>> = {
  TaskGroup: "Loop",
  StepGroup: "Parallel",
};

export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** `Loop · 500 items`, `Retry · 3 attempts`, `DAG · 4 tasks`. */
export function holderText(node: NodeStatus, count: number, names: readonly string[]): string {
  const isLoop = node.type === "StepGroup" && names.some((name) => /\(\d+[:)]/.test(name));
  const [one, many] = isLoop ? ["item", "items"] : (HELD[node.type] ?? ["node", "nodes"]);
  const kind = isLoop ? "Loop" : (KINDS[node.type] ?? node.type);
  return `${kind} · ${plural(count, one, many)}`;
}

/** `Succeeded · 2 min`; only the phase while there is no end. */
export function phaseText(node: NodeStatus): string {
  const lasted = durationMs(node);
  const ran = node.phase !== "Skipped" && node.phase !== "Omitted";
  return lasted === undefined || !ran ? node.phase : `${node.phase} · ${duration(lasted)}`;
}

/** For a screen reader: the name first, then what it is and how it stands. */
export function spokenName(node: NodeStatus, holds: string | null, counts: PhaseCounts): string {
  const parts = [node.displayName, holds ?? node.type, phaseText(node)];
  if (holds !== null) parts.push(countsText(counts));
  if (node.message) parts.push(node.message);
  return parts.join(", ");
}

/** `+1 h 5 min` after the start of the run. */
export function offsetText(offsetMs: number): string {
  return `+${duration(offsetMs)}`;
}

/** `2024-04-15 02:00:05`; statuses are in UTC. */
export function timeText(time: string | undefined): string {
  return time === undefined ? "" : time.replace("T", " ").replace(/Z$/, "");
}
