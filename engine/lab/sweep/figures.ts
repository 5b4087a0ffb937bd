/** The figures of a sweep while it grows: by point, in the order of arrival, and as one hash. */
import { createHash } from "node:crypto";
import type { KeptFailure, KeptRow } from "../../core/ports.ts";

/** What is known of a point. */
const STATE = { open: 0, answered: 1, failed: 2 } as const;

export class Figures {
  /** By point, policy and metric; NaN where there is none. */
  readonly all: Float64Array;
  private readonly rowLength: number;
  private readonly states: Uint8Array;
  /** Answered points as they came. */
  private readonly order: Uint32Array;
  private readonly failedPoints = new Map<number, KeptFailure["issues"]>();
  private answered = 0;

  constructor(total: number, rowLength: number) {
    this.rowLength = rowLength;
    this.all = new Float64Array(total * rowLength).fill(Number.NaN);
    this.states = new Uint8Array(total);
    this.order = new Uint32Array(total);
  }

  get finished(): number {
    return this.answered;
  }

  get failed(): number {
    return this.failedPoints.size;
  }

  add({ point, figures }: KeptRow): void {
    this.all.set(figures, point * this.rowLength);
    this.states[point] = STATE.answered;
    this.order[this.answered] = point;
    this.answered += 1;
  }

  fail({ point, issues }: KeptFailure): void {
    this.states[point] = STATE.failed;
    this.failedPoints.set(point, issues);
  }

  /** Points without an answer, ascending. */
  open(): Uint32Array {
    const points: number[] = [];
    for (const [point, state] of this.states.entries())
      if (state === STATE.open) points.push(point);
    return Uint32Array.from(points);
  }

  /** The same with the points that failed open again. */
  withoutFailures(): Figures {
    const again = new Figures(this.states.length, this.rowLength);
    for (const row of this.rows(0, this.answered)) again.add(row);
    return again;
  }

  rowOf(point: number): KeptRow {
    const from = point * this.rowLength;
    return { point, figures: this.all.subarray(from, from + this.rowLength) };
  }

  /** In the order in which they came. */
  rows(fromRow: number, count: number): KeptRow[] {
    const until = Math.min(this.answered, fromRow + count);
    return Array.from(this.order.subarray(fromRow, Math.max(fromRow, until)), (point) =>
      this.rowOf(point),
    );
  }

  /** In point order. */
  failures(count: number): KeptFailure[] {
    const points = [...this.failedPoints.keys()].sort((a, b) => a - b).slice(0, count);
    return points.map((point) => ({ point, issues: this.failedPoints.get(point) ?? [] }));
  }

  /** SHA-256 of all figures and of which points have them, in point order: no trace of who came first. */
  sha256(): string {
    return createHash("sha256").update(this.all).update(this.states).digest("hex");
  }
}
