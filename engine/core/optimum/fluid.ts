/** Work that flows into stretches of time like water: the cheapest way to fill them within a capacity. */

/** Amounts of work, where it may go, and what it costs there. All amounts in one unit. */
export interface FluidProblem {
  /** By job. */
  readonly demand: Float64Array;
  /** By stretch: how much fits in all, and what a unit costs. */
  readonly capacity: Float64Array;
  readonly cost: Float64Array;
  /** By job x stretches + stretch: how much of a job fits there; 0 outside of its window. */
  readonly most: Float64Array;
}

export interface FluidAnswer {
  readonly cost: number;
  /** Work for which there is no room, whatever is done. */
  readonly left: number;
}

/** Rounding of amounts that are not whole; far below a CPU-millisecond. */
const NOTHING = 1e-6;

/**
 * Fills the stretches, the cheapest first, each with as much as can be added without taking from those
 * before it.
 *
 * That is the cheapest flow. A unit costs the same whichever job it is of, so only the amounts by stretch
 * count; those that can be had in a flow form a polymatroid (N. Megiddo, "Optimal flows in networks with
 * multiple sources and sinks", Mathematical Programming 7, 1974), on which the greedy is optimal
 * (J. Edmonds, 1970). As much as can be added is a largest flow: no augmenting path is left (L. Ford and
 * D. Fulkerson, 1956), and a path into one stretch takes nothing from the amount of another.
 */
export function cheapestFill(problem: FluidProblem): FluidAnswer {
  const fill = new Fill(problem);
  const { cost } = problem;
  const order = Array.from(cost.keys()).sort(
    (a, b) => (cost[a] as number) - (cost[b] as number) || a - b,
  );
  let total = 0;
  for (const stretch of order) total += (cost[stretch] as number) * fill.into(stretch);
  return { cost: total, left: fill.left() };
}

class Fill {
  private readonly problem: FluidProblem;
  private readonly rest: Float64Array;
  private readonly flow: Float64Array;
  private readonly jobs: number;
  private readonly stretches: number;
  /** The search: which job would fill a stretch, and which stretch a job would leave for it. */
  private readonly filledBy: Int32Array;
  private readonly leftFor: Int32Array;

  constructor(problem: FluidProblem) {
    this.problem = problem;
    this.jobs = problem.demand.length;
    this.stretches = problem.capacity.length;
    this.rest = problem.demand.slice();
    this.flow = new Float64Array(problem.most.length);
    this.filledBy = new Int32Array(this.stretches);
    this.leftFor = new Int32Array(this.jobs);
  }

  left(): number {
    return this.rest.reduce((sum, rest) => sum + (rest > NOTHING ? rest : 0), 0);
  }

  /** Augments along shortest paths until the stretch is full or nothing can be brought to it. */
  into(stretch: number): number {
    const capacity = this.problem.capacity[stretch] as number;
    let filled = 0;
    while (capacity - filled > NOTHING) {
      const source = this.search(stretch);
      if (source < 0) break;
      filled += this.push(source, stretch, capacity - filled);
    }
    return filled;
  }

  /** Breadth first and backwards, to a job with work left; -1 when there is none. */
  private search(stretch: number): number {
    const { filledBy, leftFor, jobs, stretches } = this;
    filledBy.fill(-1);
    leftFor.fill(-1);
    const queue = [stretch];
    for (let next = 0; next < queue.length; next++) {
      const to = queue[next] as number;
      for (let job = 0; job < jobs; job++) {
        if (leftFor[job] !== -1 || this.room(job, to) <= NOTHING) continue;
        leftFor[job] = to;
        if ((this.rest[job] as number) > NOTHING) return job;
        for (let from = 0; from < stretches; from++) {
          if (from === stretch || filledBy[from] !== -1) continue;
          if ((this.flow[job * stretches + from] as number) <= NOTHING) continue;
          filledBy[from] = job;
          queue.push(from);
        }
      }
    }
    return -1;
  }

  /** Moves as much as every part of the found path allows; whoever leaves a stretch is replaced in it. */
  private push(source: number, stretch: number, wanted: number): number {
    let amount = Math.min(wanted, this.rest[source] as number);
    this.walk(source, stretch, (job, from, to) => {
      const leaves = from < 0 ? amount : (this.flow[job * this.stretches + from] as number);
      amount = Math.min(amount, this.room(job, to), leaves);
    });
    this.walk(source, stretch, (job, from, to) => {
      const { flow, stretches } = this;
      flow[job * stretches + to] = (flow[job * stretches + to] as number) + amount;
      if (from < 0) this.rest[job] = (this.rest[job] as number) - amount;
      else flow[job * stretches + from] = (flow[job * stretches + from] as number) - amount;
    });
    return amount;
  }

  private walk(
    source: number,
    stretch: number,
    visit: (job: number, from: number, to: number) => void,
  ): void {
    for (let job = source, from = -1; ; ) {
      const to = this.leftFor[job] as number;
      visit(job, from, to);
      if (to === stretch) return;
      job = this.filledBy[to] as number;
      from = to;
    }
  }

  private room(job: number, stretch: number): number {
    const at = job * this.stretches + stretch;
    return (this.problem.most[at] as number) - (this.flow[at] as number);
  }
}
