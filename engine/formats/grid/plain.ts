/** Recognises the plain CSV `timestamp,gco2_per_kwh`, and what was forecast as a third column. */
import { type Issue, problem } from "../../core/issue.ts";
import { columnOf, type Layout, normalised } from "./layout.ts";
import { readTimestamp } from "./timestamp.ts";

const TIME = /^(timestamp|datetime|time)( \(utc\))?$/;
const FORECAST = /^(forecast|day[ _-]?ahead)[ _](g ?co2(e|eq)?[ _]?(per|\/)[ _]?kwh)$/;
const VALUE = /^(g ?co2(e|eq)?[ _]?(per|\/)[ _]?kwh)$/;
/** Spellings that name another unit, with the way to grams per kWh. */
const OTHER_UNITS: readonly (readonly [RegExp, string])[] = [
  [/kg.*kwh/, "Multiply the values by 1000 and call the column gco2_per_kwh."],
  [/kg.*mwh|g.*wh$/, "Convert the values to g/kWh and call the column gco2_per_kwh."],
  [/(lb|pound).*mwh/, "Divide the values by 2.20462 and call the column gco2_per_kwh."],
  [/(^t|ton).*mwh/, "Multiply the values by 1000 and call the column gco2_per_kwh."],
];
const EXPECTED = "Expected `timestamp,gco2_per_kwh` or the header of an Electricity Maps export.";

/** The layout, or why the header cannot be used. */
export function plainLayout(header: readonly string[]): Layout | Issue {
  const time = columnOf(header, TIME);
  const value = columnOf(header, VALUE);
  if (typeof time !== "number") return time;
  if (typeof value !== "number") return value;
  const forecast = columnOf(header, FORECAST);
  if (typeof forecast !== "number") return forecast;
  if (time < 0 || value < 0) return wrongHeader(header, time);
  return {
    time,
    value,
    ...(forecast >= 0 && { forecast }),
    width: header.length,
    utc: normalised(header[time] as string).endsWith("(utc)"),
    about: {
      source: "plain CSV",
      edition: "not stated",
      licence: "not stated",
      signal: "unknown",
      basis: "unknown",
    },
  };
}

function wrongHeader(header: readonly string[], time: number): Issue {
  if (typeof readTimestamp(header[0] as string) !== "string") {
    const hint = "Add the line `timestamp,gco2_per_kwh` on top.";
    return problem("grid/header", "the file begins with data, not with a header", hint);
  }
  for (const cell of time < 0 ? [] : header) {
    const unit = OTHER_UNITS.find(([pattern]) => pattern.test(normalised(cell)));
    if (unit === undefined) continue;
    return problem("grid/unit", `the column "${shown(cell)}" is not in g/kWh`, unit[1]);
  }
  const found = header.slice(0, 6).map(shown).join(", ");
  return problem("grid/header", `the header is not known: ${found}`, EXPECTED);
}

function shown(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}...` : cell;
}
