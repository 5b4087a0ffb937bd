/** The run over virtual time: one bar for each node that does or awaits work of its own. */
import type { NodeStatus } from "../../../engine/contract/workflow.ts";

export interface GanttBar {
  readonly node: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

const LEAVES: ReadonlySet<string> = new Set([
  "Pod",
  "Suspend",
  "HTTP",
  "Plugin",
  "Container",
  "Resource",
]);

/** By start, then by creation. Nodes that never started have no bar. */
export function ganttBars(nodes: readonly NodeStatus[], endMs: number): readonly GanttBar[] {
  const bars = nodes.flatMap((node, position) => {
    const fromMs = instant(node.startedAt);
    const works = LEAVES.has(node.type) && node.phase !== "Skipped" && node.phase !== "Omitted";
    if (!works || fromMs === undefined) return [];
    return [{ node: position, fromMs, toMs: Math.max(fromMs, instant(node.finishedAt) ?? endMs) }];
  });
  return bars.toSorted((a, b) => a.fromMs - b.fromMs || a.node - b.node);
}

/** The instant of an RFC 3339 time, in milliseconds. */
export function instant(time: string | undefined): number | undefined {
  const value = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(value) ? undefined : value;
}

export function durationMs(node: NodeStatus): number | undefined {
  const [from, to] = [instant(node.startedAt), instant(node.finishedAt)];
  return from === undefined || to === undefined ? undefined : to - from;
}

const STEPS_S = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
];

/** Round distances from the start, at most `count` of them. */
export function ticks({ fromMs, toMs }: Span, count: number): readonly number[] {
  const seconds = Math.max(1, (toMs - fromMs) / 1_000);
  const fitting = STEPS_S.find((each) => seconds / each <= Math.max(1, count));
  const step = fitting ?? Math.ceil(seconds / 86_400 / Math.max(1, count)) * 86_400;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, each) => each * step * 1_000);
}

/** Bars must be seen and hit, however short. */
const MIN_BAR_WIDTH = 3;

/** Left edge and width of a bar in a room of a width. */
export function barExtent(bar: GanttBar, span: Span, width: number) {
  const length = Math.max(1, span.toMs - span.fromMs);
  const left = ((bar.fromMs - span.fromMs) / length) * width;
  const size = Math.max(MIN_BAR_WIDTH, ((bar.toMs - bar.fromMs) / length) * width);
  return { left: Math.min(left, width - MIN_BAR_WIDTH), width: size };
}
