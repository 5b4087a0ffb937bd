/** Columns and rows of schedules: for each task and candidate, whether it has started by then. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { GramsCo2e, InstantMs } from "../units/units.ts";
import type { Column, LinearProgram, Row } from "./program.ts";
import { type Task, type TaskGraph, taskCarbonG } from "./task-graph.ts";

/** Fractions of a CPU that add up to the capacity are not above it. */
const ROUNDING = 1e-9;

/** Builds columns and rows; "started by candidate k" is 0 before the first, 1 from the last one on. */
export class StepForm {
  readonly rows: Row[] = [];
  private readonly columns: Column[] = [];
  private constant: GramsCo2e = 0;
  private readonly graph: TaskGraph;
  private readonly starts: readonly Float64Array[];
  private readonly bases: number[] = [];

  constructor(graph: TaskGraph, starts: readonly Float64Array[], truth: CarbonTrace) {
    this.graph = graph;
    this.starts = starts;
    graph.forEach((task, index) => {
      const own = starts[index] as Float64Array;
      const costs = own.map((startMs) => taskCarbonG(truth, task, startMs));
      const last = own.length - 1;
      this.bases.push(this.columns.length);
      this.constant += costs[last] as number;
      for (let k = 0; k < last; k++) {
        const cost = (costs[k] as number) - (costs[k + 1] as number);
        this.columns.push({ name: `y${index}_${k}`, cost, lower: 0, upper: 1, integer: true });
        if (k > 0)
          this.addRow(
            [
              [index, k - 1, 1],
              [index, k, -1],
            ],
            0,
          );
      }
    });
  }

  get program(): LinearProgram {
    return { columns: this.columns, rows: this.rows, constant: this.constant };
  }

  addOrder(): void {
    this.graph.forEach(({ after }, task) => {
      for (const before of after) {
        const { durationMs } = this.graph[before] as Task;
        (this.starts[task] as Float64Array).forEach((startMs, k) => {
          this.addRow(
            [
              [task, k, 1],
              [before, this.lastBy(before, startMs - durationMs), -1],
            ],
            0,
          );
        });
      }
    });
  }

  addCapacity(what: "cpu" | "memoryGib", most: number): void {
    const instants = new Set<InstantMs>();
    for (const starts of this.starts) for (const startMs of starts) instants.add(startMs);
    for (const at of instants) {
      const terms: [number, number, number][] = [];
      this.graph.forEach((task, index) => {
        const held = task[what];
        if (held === 0 || task.durationMs === 0) return;
        terms.push([index, this.lastBy(index, at), held]);
        terms.push([index, this.lastBy(index, at - task.durationMs), -held]);
      });
      this.addRow(terms, most + ROUNDING);
    }
  }

  startsOf(values: readonly number[]): Float64Array {
    return Float64Array.from(this.starts, (starts, task) => {
      const base = this.bases[task] as number;
      let k = 0;
      while (k < starts.length - 1 && (values[base + k] as number) < 0.5) k += 1;
      return starts[k] as number;
    });
  }

  /** Position of a task's last candidate at or before an instant; -1 when there is none. */
  private lastBy(task: number, atMs: InstantMs): number {
    const starts = this.starts[task] as Float64Array;
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Terms of "started by candidate k"; those that are 0 or 1 for certain go to the right-hand side. */
  private addRow(
    started: readonly (readonly [task: number, k: number, by: number])[],
    most: number,
  ) {
    const terms: [number, number][] = [];
    let upper = most;
    for (const [task, k, by] of started) {
      const last = (this.starts[task] as Float64Array).length - 1;
      if (k < 0) continue;
      if (k >= last) upper -= by;
      else terms.push([(this.bases[task] as number) + k, by]);
    }
    const highest = terms.reduce((sum, [, by]) => sum + Math.max(0, by), 0);
    if (highest <= upper) return;
    this.rows.push({ name: `r${this.rows.length}`, terms, upper });
  }
}
