/** What varies in a sweep, and its points: the product of all values, in a fixed order. */
import { assert } from "../assert.ts";

export type ParameterValue = number | string;

/** A value put in the place of the scenario's own. */
export interface Change {
  readonly parameter: string;
  readonly value: ParameterValue;
}

export interface Axis {
  readonly parameter: string;
  readonly values: readonly ParameterValue[];
  /** Name of the policy whose parameter it is; absent for what concerns all of them. */
  readonly policy?: string;
  /** Nobody chooses it: distributions are taken over its values. */
  readonly uncertain: boolean;
}

type Counted = Pick<Axis, "values">;

/** How many points the axes span; 1 without axes. */
export function pointCount(axes: readonly Counted[]): number {
  return axes.reduce((count, { values }) => count * values.length, 1);
}

/** Position of a point's value on each axis. The last axis moves fastest. */
export function positionsOf(axes: readonly Counted[], point: number): number[] {
  const positions = new Array<number>(axes.length);
  let rest = point;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const count = (axes[axis] as Counted).values.length;
    positions[axis] = rest % count;
    rest = Math.floor(rest / count);
  }
  assert(rest === 0, "the point is one of the sweep's");
  return positions;
}

/** The point with these positions: the inverse of `positionsOf`. */
export function pointOf(axes: readonly Counted[], positions: readonly number[]): number {
  return axes.reduce(
    (point, { values }, axis) => point * values.length + (positions[axis] as number),
    0,
  );
}

/** What a point changes in the scenario. */
export function changesOf(axes: readonly Axis[], point: number): Change[] {
  const positions = positionsOf(axes, point);
  return axes.map(({ parameter, values }, axis) => ({
    parameter,
    value: values[positions[axis] as number] as ParameterValue,
  }));
}
