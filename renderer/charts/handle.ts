/** The arithmetic of things that are dragged: pixels to values, steps, ends. */

export interface HandleRange {
  readonly min: number;
  readonly max: number;
  /** Values snap to multiples of this. */
  readonly step: number;
  /** What Shift with an arrow moves by. */
  readonly bigStep: number;
}

/** The nearest allowed value. */
export function snap(value: number, { min, max, step }: HandleRange): number {
  const snapped = Math.round(value / step) * step;
  return Math.min(max, Math.max(min, Number(snapped.toPrecision(12))));
}

/** The value after a key, or undefined when the key means nothing to a slider. */
export function keyValue(
  key: string,
  shift: boolean,
  value: number,
  range: HandleRange,
): number | undefined {
  const step = shift ? range.bigStep : range.step;
  switch (key) {
    case "ArrowUp":
    case "ArrowRight":
      return snap(value + step, range);
    case "ArrowDown":
    case "ArrowLeft":
      return snap(value - step, range);
    case "PageUp":
      return snap(value + range.bigStep, range);
    case "PageDown":
      return snap(value - range.bigStep, range);
    case "Home":
      return range.min;
    case "End":
      return range.max;
    default:
      return undefined;
  }
}
