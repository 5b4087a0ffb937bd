/** Values that let every reader of an output go on, and that reach both sides of each condition. */
import { MAX_PARAMETER_LENGTH } from "../limits.ts";
import type { OutputValue } from "../profile/profile.ts";
import type { Json } from "../workflow/manifest.ts";
import { isList, isShort, isUsed, newReading, type Reading } from "./reading.ts";
import { ELEMENT, type Scalar } from "./term.ts";
import type { Use } from "./use.ts";

/** Items of a list and of a sequence. */
const ITEMS = 3;
/** A number that nothing is known of. */
const SMALL = { min: 1, max: 9 } as const;
/** A text that nothing is known of, but that it may not be empty. */
const ANYTHING = "text";
/** Most values of one choice. */
const MAX_CHOICES = 64;
/** Most numbers and texts in all variants of a list or an object. */
const MAX_PARTS = 10_000;

/** The placeholder of an output; undefined when empty text does as well. */
export function valueFor(reading: Reading): OutputValue | undefined {
  if (isStructured(reading)) return choiceOf(variants(reading));
  const candidates = candidatesOf(reading);
  if (candidates.length > 0) return choiceOf(candidates.map((value) => asText(value, reading)));
  if (isUsed(reading, "count")) return choiceOf(isShort(reading) ? ["0", "1"] : [String(ITEMS)]);
  if (isUsed(reading, "start")) return choiceOf(["1"]);
  if (isUsed(reading, "number", "json")) return { kind: "integer", ...SMALL };
  return isUsed(reading, "word") ? choiceOf([ANYTHING]) : undefined;
}

function choiceOf(texts: readonly string[]): OutputValue | undefined {
  const fitting = texts.filter(({ length }) => length <= MAX_PARAMETER_LENGTH);
  const values = [...new Set(fitting)].slice(0, MAX_CHOICES);
  if (values[0] === undefined) return undefined;
  if (values.length === 1) return { kind: "constant", text: values[0] };
  return { kind: "choice", values, weights: values.map(() => 1) };
}

function isStructured(reading: Reading): boolean {
  return isList(reading) || reading.parts.size > 0;
}

/** Texts of a list or an object, and literals of that kind that it is compared with. */
function variants(reading: Reading): string[] {
  const length = countOf(reading);
  if (length * partsOf(reading) > MAX_PARTS) return [];
  const made = Array.from({ length }, (_, i) => valueAt(reading, i));
  const like = isList(reading) ? "[" : "{";
  const compared = equalsOf(reading).filter(
    (value): value is string => typeof value === "string" && isJson(value, like),
  );
  return [...made.map((value) => JSON.stringify(value)), ...compared];
}

/** In how many variants a value comes. */
function countOf(reading: Reading): number {
  if (isList(reading)) return isShort(reading) ? 2 : 1;
  if (!isStructured(reading)) return Math.max(1, candidatesOf(reading).length);
  return [...reading.parts.values()].reduce((most, part) => Math.max(most, countOf(part)), 1);
}

/** How many numbers and texts one variant has at most. */
function partsOf(reading: Reading): number {
  if (isList(reading)) {
    const items = itemsOf(reading);
    return lengthOf(items) * partsOf(items);
  }
  return [...reading.parts.values()].reduce((sum, part) => sum + partsOf(part), 1);
}

function itemsOf(reading: Reading): Reading {
  return reading.parts.get(ELEMENT) ?? newReading();
}

function lengthOf(items: Reading): number {
  return Math.max(ITEMS, countOf(items));
}

/** One of its variants; counted round. */
function valueAt(reading: Reading, index: number): Json {
  if (isList(reading)) return listAt(reading, index);
  if (isStructured(reading)) {
    const entries = [...reading.parts].map(([key, part]) => [key, valueAt(part, index)]);
    return Object.fromEntries(entries) as Json;
  }
  const candidates = candidatesOf(reading);
  return candidates.length === 0 ? index + 1 : (candidates[index % candidates.length] as Json);
}

/** The items take turns through their variants; of a loop that comes back there is one, or none. */
function listAt(reading: Reading, index: number): Json {
  const items = itemsOf(reading);
  if (isShort(reading)) return index % 2 === 0 ? [] : [valueAt(items, 0)];
  return Array.from({ length: lengthOf(items) }, (_, i) => valueAt(items, i));
}

/** What a plain value is compared with, and another one where that makes a difference. */
function candidatesOf(reading: Reading): readonly Scalar[] {
  // A word cannot be compared by `<`, so a limit is for numbers only.
  const numeric = isUsed(reading, "number", "count", "start", "limit");
  const equals = equalsOf(reading).filter((value) => !numeric || isNumber(value));
  const found = new Map<string, Scalar>();
  const add = (value: Scalar) => {
    if (!found.has(String(value)) && found.size < MAX_CHOICES) found.set(String(value), value);
  };
  for (const value of equals) add(value);
  for (const use of reading.uses) if (use.kind === "limit") for (const n of around(use)) add(n);
  for (const { text } of usesOf(reading, "contains")) {
    if (![...found.keys()].some((known) => known.includes(text))) add(text);
  }
  const alone = found.size === 1 || isUsed(reading, "differs");
  const other = found.size > 0 && alone ? another([...found.values()]) : undefined;
  if (other !== undefined) add(other);
  if (isUsed(reading, "word")) found.delete("");
  const values = [...found.values()];
  return isUsed(reading, "count") ? values.filter((value) => Number(value) >= 0) : values;
}

/** Just below a limit, the limit itself, just above: by one of its last digit. */
function around({ value }: Extract<Use, { kind: "limit" }>): number[] {
  const digits = Math.min(/\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0, 20);
  const step = Number(`1e-${digits}`);
  return [value - step, value, value + step].map((each) => Number(each.toFixed(digits)));
}

/** A value of the same kind that is none of them; undefined for true and false. */
function another(values: readonly Scalar[]): Scalar | undefined {
  const texts = new Set(values.map(String));
  if (values.length === 1 && typeof values[0] === "boolean") return !values[0];
  if (values.every(isBoolean)) return ["true", "false"].find((text) => !texts.has(text));
  if (values.every(isNumber)) return Math.max(...values.map(Number)) + 1;
  // One word, since it may stand in a condition without quotes.
  let other = "other";
  while (texts.has(other)) other += "wise";
  return other;
}

/** A part of a list of results has to be JSON: a word gets its quotes. */
function asText(value: Scalar, reading: Reading): string {
  const text = String(value);
  return isUsed(reading, "json") && !isJson(text) ? JSON.stringify(text) : text;
}

function equalsOf(reading: Reading): Scalar[] {
  return usesOf(reading, "equals").map(({ value }) => value);
}

function usesOf<K extends Use["kind"]>({ uses }: Reading, kind: K): Extract<Use, { kind: K }>[] {
  return uses.filter((use): use is Extract<Use, { kind: K }> => use.kind === kind);
}

function isNumber(value: Scalar): boolean {
  return /^-?\d{1,15}(\.\d+)?$/.test(String(value));
}

function isBoolean(value: Scalar): boolean {
  return value === true || value === false || value === "true" || value === "false";
}

function isJson(text: string, start = ""): boolean {
  if (!text.trimStart().startsWith(start)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
