/** sprig's arithmetic on integers and floats. */
import { pow } from "../../math/pow.ts";
import {
  type Callable,
  checkSize,
  type EvaluationContext,
  ExpressionError,
  int64,
  type Value,
} from "../value.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import type { Decimal } from "./decimal.ts";
import { addDecimals, decimalOf, divideDecimals, floatOf, multiplyDecimals } from "./decimal.ts";
import { define, defineVariadic } from "./define.ts";

export const NUMBERS: readonly Callable[] = [
  define("add1", ["any"], ([value]) => int64(toInt64(value) + 1n)),
  defineVariadic("add", [], "any", (_, rest) =>
    int64(rest.reduce((sum: bigint, each) => sum + toInt64(each), 0n)),
  ),
  define("sub", ["any", "any"], ([a, b]) => int64(toInt64(a) - toInt64(b))),
  define("div", ["any", "any"], ([a, b]) => int64(toInt64(a) / divisor(b))),
  define("mod", ["any", "any"], ([a, b]) => int64(toInt64(a) % divisor(b))),
  defineVariadic("mul", ["any"], "any", ([first], rest) =>
    rest.reduce((product: bigint, each) => int64(product * toInt64(each)), toInt64(first)),
  ),
  ...["max", "biggest"].map((name) =>
    defineVariadic(name, ["any"], "any", ([first], rest) =>
      rest.map(toInt64).reduce((most, each) => (each > most ? each : most), toInt64(first)),
    ),
  ),
  defineVariadic("min", ["any"], "any", ([first], rest) =>
    rest.map(toInt64).reduce((least, each) => (each < least ? each : least), toInt64(first)),
  ),
  defineVariadic("maxf", ["any"], "any", ([first], rest) =>
    Math.max(toFloat64(first), ...rest.map(toFloat64)),
  ),
  defineVariadic("minf", ["any"], "any", ([first], rest) =>
    Math.min(toFloat64(first), ...rest.map(toFloat64)),
  ),
  define("add1f", ["any"], ([value]) => exactly(value, [1n], addDecimals)),
  defineVariadic("addf", [], "any", (_, rest) => exactly(0n, rest, addDecimals)),
  defineVariadic("subf", ["any"], "any", ([first], rest) => exactly(first, rest, subtract)),
  defineVariadic("mulf", ["any"], "any", ([first], rest) => exactly(first, rest, multiplyDecimals)),
  defineVariadic("divf", ["any"], "any", ([first], rest) => exactly(first, rest, divideDecimals)),
  define("ceil", ["any"], ([value]) => Math.ceil(toFloat64(value))),
  define("floor", ["any"], ([value]) => Math.floor(toFloat64(value))),
  defineVariadic("round", ["any", "int"], "float64", ([value, places], [roundOn = 0.5]) =>
    round(toFloat64(value), places, roundOn),
  ),
  define("until", ["int64"], ([count], context) =>
    untilStep(0n, count, count < 0n ? -1n : 1n, context),
  ),
  define("untilStep", ["int64", "int64", "int64"], ([start, stop, step], context) =>
    untilStep(start, stop, step, context),
  ),
  defineVariadic("seq", [], "int64", (_, params, context) => seq(params, context)),
];

function divisor(value: Value): bigint {
  const by = toInt64(value);
  if (by === 0n) throw new ExpressionError("integer divide by zero");
  return by;
}

/** Goes through decimals, so that 0.1 + 0.2 is 0.3. */
function exactly(
  first: Value,
  rest: readonly Value[],
  operation: (a: Decimal, b: Decimal) => Decimal,
): number {
  const start = decimalOf(toFloat64(first));
  return floatOf(rest.reduce((a: Decimal, b) => operation(a, decimalOf(toFloat64(b))), start));
}

function subtract(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { ...b, digits: -b.digits });
}

/** A part of at least `roundOn` is rounded up; negative numbers go down, as in sprig. */
function round(value: number, places: number, roundOn: number): number {
  const scale = pow(10, places);
  const scaled = scale * value;
  const fraction = scaled - Math.trunc(scaled);
  return (fraction >= roundOn ? Math.ceil(scaled) : Math.floor(scaled)) / scale;
}

function untilStep(
  start: bigint,
  stop: bigint,
  step: bigint,
  context: EvaluationContext,
): readonly bigint[] {
  const distance = stop - start;
  if (distance === 0n || step === 0n || distance > 0n !== step > 0n) return [];
  const size = (distance - (step > 0n ? 1n : -1n)) / step + 1n;
  checkSize(context, Number(size) * 8);
  return Array.from({ length: Number(size) }, (_, i) => start + BigInt(i) * step);
}

/** As the `seq` command: `seq 5`, `seq 0 10`, `seq 0 2 10`; numbers joined by spaces. */
function seq(params: readonly bigint[], context: EvaluationContext): string {
  if (params.length === 0 || params.length > 3) return "";
  const first = params.length === 1 ? 1n : (params[0] as bigint);
  const last = params.at(-1) as bigint;
  const direction = last < first ? -1n : 1n;
  const step = params.length === 3 ? (params[1] as bigint) : direction;
  if (params.length === 3 && direction < 0n && step > 0n) return "";
  return untilStep(first, last + direction, step, context).join(" ");
}
