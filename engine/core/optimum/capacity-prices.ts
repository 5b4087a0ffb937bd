/** A lower bound for runs that share too few CPUs: prices on CPU time instead of the limit. */
import { CarbonTrace } from "../carbon/trace.ts";
import { CompensatedSum } from "../math/sum.ts";
import { type GramsCo2e, HOUR_MS, type InstantMs } from "../units/units.ts";
import { candidateStarts, precedenceNeighbours } from "./candidates.ts";
import type { SpannedGraph } from "./formulation.ts";
import { graphBoundG } from "./graph-bound.ts";
import { cheapestStarts } from "./graph-optimum.ts";
import { fitsSpan, isFlexible, type Task, taskWindows } from "./task-graph.ts";

/** Rounds of prices, and how many runs may be placed in all of them together. */
const MAX_ROUNDS = 100;
const MAX_PLACED = 10_000;
const MIN_ROUNDS = 5;

/** CPU-milliseconds by step of the trace. */
type Use = Float64Array;

/**
 * Grams that no schedule of these runs on so many CPUs is below.
 *
 * By Lagrangian relaxation (M. Fisher, Management Science 27, 1981; for schedules: Möhring and others, as in
 * `graphOptimum`): in every step of the trace, CPU time used is at most CPUs x step. Any prices of at least
 * 0 on that time give the bound
 *
 *     sum over runs of the least (carbon + price of its CPU time), less the price of all CPU time there is
 *
 * because a schedule that keeps the limit pays no more than all there is. Each run is placed for itself by
 * a least cut; a run with steps that may be suspended or have replicas counts with its own bound, and its CPU
 * time is not priced, which is a relaxation, too. Prices are raised where use is above the limit and
 * lowered where it is below (the subgradient method with B. Polyak's step, 1969); the best round counts.
 *
 * @param upperG grams of some schedule: what the bound cannot be above
 */
export function capacityBoundG(
  runs: readonly SpannedGraph[],
  cpu: number,
  truth: CarbonTrace,
  upperG: GramsCo2e,
): GramsCo2e {
  const { startMs, steps } = stepsOf(runs, truth);
  const placers = runs.map((run) => placerOf(run, truth));
  const rounds = Math.max(MIN_ROUNDS, Math.min(MAX_ROUNDS, Math.floor(MAX_PLACED / runs.length)));
  const price = new Float64Array(steps);
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const use = new Float64Array(steps);
    const prices = pricesOf(truth, startMs, price);
    const sum = new CompensatedSum();
    for (const place of placers) sum.add(place(prices, use));
    let square = 0;
    for (let step = 0; step < steps; step++) {
      const all = cpu * truth.stepMs;
      sum.add(-(price[step] as number) * all);
      const over = (use[step] as number) - all;
      // A step that is not full and has no price cannot get one.
      const counts = over > 0 || (price[step] as number) > 0 ? over : 0;
      use[step] = counts;
      square += counts * counts;
    }
    const value = sum.value;
    best = Math.max(best, value);
    if (square === 0 || value >= upperG) break;
    const by = (upperG - value) / square;
    for (let step = 0; step < steps; step++) {
      price[step] = Math.max(0, (price[step] as number) + by * (use[step] as number));
    }
  }
  return Math.min(best, upperG);
}

/** The steps of the trace in which some run may lie. */
function stepsOf(runs: readonly SpannedGraph[], { startMs, stepMs }: CarbonTrace) {
  let [first, end] = [Number.POSITIVE_INFINITY, 0];
  for (const { span } of runs) {
    first = Math.min(first, Math.floor((span.fromMs - startMs) / stepMs));
    end = Math.max(end, Math.ceil((span.untilMs - startMs) / stepMs));
  }
  return { startMs: startMs + first * stepMs, steps: end - first };
}

/** Prices as a trace, in grams for a CPU-millisecond, so that their integrals are at hand. */
function pricesOf(
  { stepMs, about }: CarbonTrace,
  startMs: InstantMs,
  price: Float64Array,
): CarbonTrace {
  return new CarbonTrace({ startMs, stepMs, gPerKwh: Array.from(price), about });
}

/** Carbon and prices of a run at its best; adds the CPU time that it then uses. */
type Place = (prices: CarbonTrace, use: Use) => number;

function placerOf({ graph, span }: SpannedGraph, truth: CarbonTrace): Place {
  const boundG = graphBoundG(graph, span, truth);
  const windows = taskWindows(graph, span);
  if (graph.some(isFlexible) || !fitsSpan(graph, windows)) return () => boundG;
  // Prices may change at every edge, also where intensity does not.
  const anchors: InstantMs[] = [span.fromMs, span.untilMs];
  for (let at = truth.nextStep(span.fromMs); at < span.untilMs; at = truth.nextStep(at)) {
    anchors.push(at);
  }
  const neighbours = precedenceNeighbours(graph);
  const candidates = candidateStarts(graph, span, windows, truth, { neighbours, anchors });
  if (!candidates.ok) return () => boundG;
  return (prices, use) => {
    const costOf = (task: Task, startMs: InstantMs) => {
      const endMs = startMs + task.durationMs;
      const carbonG = (task.powerW * truth.integral(startMs, endMs)) / (HOUR_MS * 1_000);
      return carbonG + task.cpu * prices.integral(startMs, endMs);
    };
    const found = cheapestStarts(graph, candidates.value, costOf);
    if (found === undefined) return boundG;
    graph.forEach((task, index) => {
      addUse(use, prices, task, found.startsMs[index] as number);
    });
    return found.totalG;
  };
}

function addUse(use: Use, steps: CarbonTrace, { cpu, durationMs }: Task, startMs: InstantMs): void {
  for (let at = startMs; at < startMs + durationMs; ) {
    const next = Math.min(steps.nextStep(at), startMs + durationMs);
    const step = Math.floor((at - steps.startMs) / steps.stepMs);
    use[step] = (use[step] as number) + cpu * (next - at);
    at = next;
  }
}
