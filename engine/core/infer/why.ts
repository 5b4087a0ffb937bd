/** Says in a few words how an output is read. */
import { isList, isUsed, type Reading } from "./reading.ts";
import { ELEMENT } from "./term.ts";

/** Most values that are listed. */
const MAX_SHOWN = 5;

/** E.g. `compared with heads, tails`. */
export function reasonFor(reading: Reading): string {
  const keys = keysOf(reading);
  const compared = comparedWith(reading);
  const reasons = [
    ...(compared.length === 0 ? [] : [`compared with ${listed(compared)}`]),
    ...(isList(reading) ? ["read as a list"] : []),
    ...(keys.length === 0 ? [] : [`read as JSON with ${listed(keys)}`]),
    ...(isUsed(reading, "count", "start") ? ["read as the length of a loop"] : []),
    ...(isUsed(reading, "number") ? ["read as a number"] : []),
    ...(isUsed(reading, "word") && compared.length === 0 ? ["read in a condition"] : []),
    ...(isUsed(reading, "json") && keys.length === 0 ? ["read as JSON"] : []),
  ];
  return reasons.join("; ");
}

/** Of an object, or of the objects in a list. */
function keysOf(reading: Reading): string[] {
  const at = isList(reading) ? reading.parts.get(ELEMENT) : reading;
  return [...(at?.parts.keys() ?? [])].filter((key) => key !== ELEMENT);
}

function comparedWith({ uses }: Reading): string[] {
  const values = uses.flatMap((use) => {
    if (use.kind === "equals" || use.kind === "limit") return [String(use.value) || "''"];
    return use.kind === "contains" ? [use.text] : [];
  });
  return [...new Set(values)];
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, MAX_SHOWN).map((value) => value.slice(0, 40));
  return `${shown.join(", ")}${values.length > MAX_SHOWN ? " …" : ""}`;
}
