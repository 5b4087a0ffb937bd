/** What comes out of a pod: constants, sequences, seeded choices, expressions. */
import { assertNever } from "../assert.ts";
import { sumOf } from "../math/sum.ts";
import { own } from "../text/own.ts";
import { uniform } from "./draws.ts";
import { formulaText } from "./formula.ts";
import type { ProfiledPod } from "./pod.ts";
import type { OutputValue, Sequence } from "./profile.ts";

const NOTHING: Readonly<Record<string, string>> = {};

/**
 * Values of the declared outputs: what the profile says, else the declared default, else empty text.
 * Throws `ExpressionError` when an expression cannot be evaluated.
 */
export function outputParameters(
  values: Readonly<Record<string, OutputValue>>,
  pod: ProfiledPod,
): Readonly<Record<string, string>> {
  if (pod.outputs.length === 0) return NOTHING;
  return Object.fromEntries(
    pod.outputs.map((output) => {
      const value = own(values, output.name);
      const known =
        value === undefined ? undefined : outputText(value, `parameter/${output.name}`, pod);
      return [output.name, known ?? output.default ?? ""];
    }),
  );
}

/**
 * The text of one output; throws `ExpressionError` like `outputParameters`.
 *
 * @param purpose names the random stream: `result`, `parameter/<name>`
 */
export function outputText(value: OutputValue, purpose: string, pod: ProfiledPod): string {
  switch (value.kind) {
    case "constant":
      return value.text;
    case "sequence":
      return sequenceValue(value, pod) ?? "";
    case "choice":
      return value.values[chosen(value.weights, share(purpose, pod))] ?? "";
    case "integer":
      return String(value.min + Math.floor(share(purpose, pod) * (value.max - value.min + 1)));
    case "formula":
      return formulaText(value, purpose, pod);
    default:
      return assertNever(value);
  }
}

/** The value whose turn it is; undefined when there are none. */
export function sequenceValue<T>(sequence: Sequence<T>, pod: ProfiledPod): T | undefined {
  const { values, cycle, by } = sequence;
  const turn = by === "attempt" ? pod.attempt : pod.occurrence;
  return values[cycle ? turn % values.length : Math.min(turn, values.length - 1)];
}

function share(purpose: string, { draws, nodeName, request }: ProfiledPod): number {
  return draws.draw(purpose, nodeName, request, uniform);
}

/** Position of the weight within which the share of all of them ends. */
function chosen(weights: readonly number[], share: number): number {
  let left = share * sumOf(weights);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  // Rounding may leave a rest behind the last one.
  return weights.findLastIndex((weight) => weight > 0);
}
