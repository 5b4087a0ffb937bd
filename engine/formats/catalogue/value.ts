/** One value of a catalogue, or what is wrong with it and the nearest value that would be right. */
import type { Value } from "../../core/catalogue/catalogue.ts";
import { type Issue, problem } from "../../core/issue.ts";
import type { Field, NumberField, TextField } from "./fields.ts";

type Place = Pick<Issue, "file" | "path" | "line" | "column">;

const MAX_TEXT = 300;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

export function readCell(field: Field, name: string, cell: unknown, where: Place): Value | Issue {
  return field.kind === "number"
    ? readNumber(field, name, cell, where)
    : readText(field, name, cell, where);
}

function readText(
  { pattern, example }: TextField,
  name: string,
  cell: unknown,
  where: Place,
): Value | Issue {
  const text = typeof cell === "string" ? cell.trim() : "";
  if (text !== "" && text.length <= MAX_TEXT && (pattern?.test(text) ?? true)) return text;
  const message = `'${shown(cell)}' cannot be the ${name}`;
  const hint =
    example === undefined
      ? `Write a text of up to ${MAX_TEXT} characters.`
      : `Write it like ${example}.`;
  return problem("catalogue/text", message, hint, where);
}

function readNumber(field: NumberField, name: string, cell: unknown, where: Place): Value | Issue {
  const value = typeof cell === "string" && NUMBER.test(cell.trim()) ? Number(cell) : cell;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    const hint = `Write a plain number ${bounds(field)}.`;
    return problem("catalogue/number", `${name} '${shown(cell)}' is not a number`, hint, where);
  }
  if (field.whole && !Number.isInteger(value)) {
    const hint = `The nearest is ${Math.round(value)}.`;
    return problem("catalogue/number", `${name} ${value} is not a whole number`, hint, where);
  }
  if (value >= field.min && value <= field.max) return value;
  const message = value < 0 ? `${name} ${value} is negative` : `${name} ${value} is not possible`;
  return problem("catalogue/unit", message, nearestHint(field, value), where);
}

/** The value in the right unit, where another unit explains it; else the nearest bound. */
function nearestHint(field: NumberField, value: number): string {
  for (const [unit, factor] of Object.entries(field.mistakes ?? {})) {
    const converted = value * factor;
    if (converted < field.min || converted > field.max) continue;
    const rounded = Number(converted.toPrecision(6));
    return `It looks like ${unit}: did you mean ${rounded} ${field.unit}?`;
  }
  const nearest = value < field.min ? field.min : field.max;
  return `Write a number ${bounds(field)}; the nearest is ${nearest}.`;
}

function bounds({ min, max, unit }: NumberField): string {
  return `from ${min} to ${max} ${unit}`;
}

function shown(cell: unknown): string {
  if (typeof cell === "object" && cell !== null)
    return Array.isArray(cell) ? "a list" : "a mapping";
  return String(cell).slice(0, 60);
}
