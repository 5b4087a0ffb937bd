/** What a run cannot emit less than, whatever is done with its steps: a certified lower bound. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { CompensatedSum } from "../math/sum.ts";
import { type DurationMs, type GramsCo2e, HOUR_MS, type InstantMs } from "../units/units.ts";
import { bestShift, shiftedIntegral } from "./shift.ts";
import {
  isFlexible,
  type Span,
  shortestMs,
  type Task,
  type TaskGraph,
  taskWindows,
} from "./task-graph.ts";

/**
 * Each task for itself in its window of the critical path method: in its best place in one part, or, where
 * it may be suspended, in the cheapest time of the window with checkpoints for nothing. With replicas it
 * works as fast as the most of them, at the least energy for a unit of work that any number needs.
 *
 * A bound by relaxation: every schedule of the run has each task in its window, and a task that is
 * suspended runs at least as long as its work, all of it in that window. Nodes may be full, others may be
 * waited for longer, checkpoints take time; all that only adds carbon.
 */
export function graphBoundG(graph: TaskGraph, span: Span, truth: CarbonTrace): GramsCo2e {
  const { earliestMs, latestEndMs } = taskWindows(graph, span);
  const total = new CompensatedSum();
  graph.forEach((task, index) => {
    const [fromMs, untilMs] = [earliestMs[index] as number, latestEndMs[index] as number];
    const integral = isFlexible(task)
      ? leastInParts(truth, shortestMs(task), fromMs, untilMs) * atBest(task)
      : leastInOnePart(truth, task, fromMs, untilMs);
    total.add((task.powerW * integral) / (HOUR_MS * 1_000));
  });
  return total.value;
}

/** Power at which a task is that fast and needs the least for its work, over that of one replica. */
function atBest({ throughput }: Task): number {
  if (throughput === undefined) return 1;
  const energies = throughput.map((rate, index) => (index + 1) / rate);
  return Math.max(1, ...throughput) * Math.min(1, ...energies);
}

/** Least integral of intensity over a stretch of the task's length; one that begins first if none fits. */
function leastInOnePart(
  truth: CarbonTrace,
  { durationMs }: Task,
  fromMs: InstantMs,
  untilMs: InstantMs,
): number {
  const piece = [{ startMs: fromMs, endMs: fromMs + durationMs, powerW: 1 }];
  const shiftMs = bestShift(truth, piece, 0, Math.max(0, untilMs - fromMs - durationMs));
  return Math.min(shiftedIntegral(truth, piece, 0), shiftedIntegral(truth, piece, shiftMs));
}

/** Least integral of intensity over any parts of the window that add up to the length. */
export function leastInParts(
  truth: CarbonTrace,
  lengthMs: DurationMs,
  fromMs: InstantMs,
  untilMs: InstantMs,
): number {
  const parts: { readonly price: number; readonly lengthMs: DurationMs }[] = [];
  for (let at = fromMs; at < untilMs; ) {
    const next = Math.min(truth.nextStep(at), untilMs);
    parts.push({ price: truth.at(at), lengthMs: next - at });
    at = next;
  }
  parts.sort((a, b) => a.price - b.price);
  const sum = new CompensatedSum();
  let left = lengthMs;
  for (const part of parts) {
    if (left <= 0) break;
    const used = Math.min(left, part.lengthMs);
    sum.add(part.price * used);
    left -= used;
  }
  return sum.value;
}
