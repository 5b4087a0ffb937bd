/** Values of parameters as text, as numbers on an axis, and as a person writes them in the form. */
import type {
  ParameterValue,
  SweepAxisInput,
  SweepParameter,
} from "../../../engine/contract/sweep.ts";
import { instantOfUtc } from "../../../engine/core/clock/civil.ts";
import { valuesOfRange } from "../../../engine/core/sweep/range.ts";
import { parseDuration } from "../../../engine/core/units/duration.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Where a value stands on a line: numbers, durations and dates do, other texts do not. */
export function numberOf(value: ParameterValue): number | undefined {
  if (typeof value === "number") return value;
  const date = DATE.exec(value);
  if (date !== null) return instantOfUtc(Number(date[1]), Number(date[2]), Number(date[3]));
  return parseDuration(value);
}

/** Positions on a line from 0 to 1, by value where all values have one and rise, else evenly. */
export function placesOf(values: readonly ParameterValue[]): number[] {
  const numbers = values.map(numberOf);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const rises = numbers.every(
    (each, index) => each !== undefined && (index === 0 || each > (numbers[index - 1] as number)),
  );
  if (!rises || first === undefined || last === undefined || first === last)
    return values.map((_, index) => (values.length === 1 ? 0.5 : index / (values.length - 1)));
  return numbers.map((each) => ((each as number) - first) / (last - first));
}

/** An axis as it is typed: a list, or from-to in steps. */
export interface AxisDraft {
  readonly parameter: string;
  readonly mode: "range" | "list";
  readonly list: string;
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

/** What a draft comes to: its values, and the axis to send, or what is wrong with it. */
export type ReadAxis =
  | {
      readonly ok: true;
      readonly input: SweepAxisInput;
      readonly values: readonly ParameterValue[];
    }
  | { readonly ok: false; readonly message: string };

/** A first draft: a range where the suggested values are evenly spaced numbers, else their list. */
export function draftOf(parameter: SweepParameter): AxisDraft {
  const { suggested, current } = parameter;
  const values = suggested.length > 0 ? suggested : current === null ? [] : [current];
  const list = values.join(", ");
  const blank = { parameter: parameter.parameter, list, from: "", to: "", step: "" };
  const [first, second] = values;
  const last = values.at(-1);
  if (typeof first !== "number" || typeof second !== "number" || typeof last !== "number")
    return { ...blank, mode: "list" };
  const range = { from: first, to: last, step: Number((second - first).toPrecision(12)) };
  const found = valuesOfRange(range);
  const even = found.ok && found.value.join() === values.join();
  const texts = { from: String(first), to: String(last), step: String(range.step) };
  return { ...blank, ...texts, mode: even ? "range" : "list" };
}

export function readAxis(draft: AxisDraft, parameter: SweepParameter): ReadAxis {
  const read = draft.mode === "list" ? readList(draft, parameter) : readRange(draft, parameter);
  if (!read.ok) return read;
  const wrong = read.values.map((value) => objection(value, parameter)).find((each) => each !== "");
  return wrong === undefined ? read : { ok: false, message: wrong };
}

function readList({ parameter, list }: AxisDraft, about: SweepParameter): ReadAxis {
  const texts = list.split(/[,\n]/).map((each) => each.trim());
  const values = texts.filter((each) => each !== "").map((each) => readValue(each, about));
  if (values.length === 0) return { ok: false, message: "Write at least one value." };
  const twice = values.find((each, index) => values.indexOf(each) !== index);
  if (twice !== undefined) return { ok: false, message: `${twice} is there twice.` };
  return { ok: true, input: { parameter, values }, values };
}

function readRange({ parameter, from, to, step }: AxisDraft, about: SweepParameter): ReadAxis {
  if ([from, to, step].some((each) => each.trim() === ""))
    return { ok: false, message: "Write where the range begins, where it ends, and its step." };
  const isDate = about.kind === "date";
  const range = {
    from: readValue(from.trim(), about),
    to: readValue(to.trim(), about),
    step: isDate ? step.trim() : readValue(step.trim(), about),
  };
  const values = valuesOfRange(range);
  if (!values.ok) {
    const message = values.issues[0]?.message ?? "This is no range.";
    return { ok: false, message: `${message}.` };
  }
  return { ok: true, input: { parameter, ...range }, values: values.value };
}

function readValue(text: string, { kind }: SweepParameter): ParameterValue {
  const number = Number(text);
  return (kind === "number" || kind === "integer") && Number.isFinite(number) ? number : text;
}

/** Why a parameter cannot have this value; empty when it can, as far as the form knows. */
function objection(value: ParameterValue, about: SweepParameter): string {
  const { kind, minimum, maximum, choices } = about;
  if (kind === "number" || kind === "integer") {
    if (typeof value !== "number") return `${value} is not a number.`;
    if (kind === "integer" && !Number.isInteger(value)) return `${value} is not a whole number.`;
    if (minimum !== undefined && value < minimum) return `${value} is less than ${minimum}.`;
    if (maximum !== undefined && value > maximum) return `${value} is more than ${maximum}.`;
    return "";
  }
  const text = String(value);
  if (kind === "duration" && parseDuration(text) === undefined)
    return `${text} is not a duration such as 90m, 6h or 1d.`;
  if (kind === "date" && !DATE.test(text)) return `${text} is not a date such as 2024-01-31.`;
  if (choices !== undefined && !choices.includes(text))
    return `${text} is none of ${choices.join(", ")}.`;
  return "";
}
