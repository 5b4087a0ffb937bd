/** Recognises forecast and actual of the NESO Carbon Intensity API (Great Britain), written as CSV. */
import type { Issue } from "../../core/issue.ts";
import { columnOf, type Layout } from "./layout.ts";

const TIME = /^(from|datetime)( \(utc\))?$/;
const ACTUAL = /^(intensity[._])?actual$/;
const FORECAST = /^(intensity[._])?forecast$/;

/** The layout, or undefined when the header does not have actual and forecast side by side. */
export function nesoLayout(header: readonly string[]): Layout | Issue | undefined {
  const found = [TIME, ACTUAL, FORECAST].map((pattern) => columnOf(header, pattern));
  const fault = found.find((column) => typeof column !== "number");
  const [time, value, forecast] = found as [number, number, number];
  if (time < 0 || value < 0 || forecast < 0) return undefined;
  if (fault !== undefined) return fault as Issue;
  return {
    time,
    value,
    forecast,
    width: header.length,
    // The API gives UTC: `2018-01-20T12:00Z`.
    utc: true,
    about: {
      source: "NESO Carbon Intensity API",
      edition: "not stated",
      licence: "CC BY 4.0",
      signal: "average",
      // Its factors count what plants emit while they generate.
      basis: "direct",
    },
  };
}
