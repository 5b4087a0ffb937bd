/** A tornado: bars on both sides of what the scenario says, on one scale. */
import { scaleLinear } from "d3";

export interface TornadoValues {
  readonly low: number;
  readonly high: number;
}

export interface TornadoBox {
  /** From the scenario's value towards the end's, in pixels. */
  readonly from: number;
  readonly size: number;
  readonly below: boolean;
}

/** A scale over all ends with the middle among them; a flat tornado still has a middle. */
export function tornadoScale(middle: number, bars: readonly TornadoValues[], width: number) {
  const all = [middle, ...bars.flatMap(({ low, high }) => [low, high])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const spare = most > least ? (most - least) * 0.02 : Math.max(1e-9, Math.abs(middle) * 0.1);
  return scaleLinear([least - spare, most + spare], [0, width]);
}

/** The box of one end. */
export function tornadoBox(
  middle: number,
  value: number,
  x: (value: number) => number,
): TornadoBox {
  const [from, to] = [x(middle), x(value)];
  return { from: Math.min(from, to), size: Math.abs(to - from), below: value < middle };
}
