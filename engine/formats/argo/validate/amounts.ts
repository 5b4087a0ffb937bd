/** Durations and whole numbers that Argo takes as texts, because they may hold tags. */
import { below, type Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import { hasTag } from "./tags.ts";

/** Go's durations: `1h30m`, `1.5s`, `-2ms`; a bare 0. */
const GO_DURATION = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/;
const WHOLE = /^[-+]?\d+$/;

/** A duration; bare whole numbers are seconds where Argo says so. */
export function checkDuration(
  report: Report,
  text: string | undefined,
  place: Place,
  bareSeconds: boolean,
): void {
  if (text === undefined || text === "" || hasTag(text)) return;
  if (WHOLE.test(text) ? bareSeconds || Number(text) === 0 : GO_DURATION.test(text)) return;
  const hint = `Write it like 90s, 10m or 1h30m${bareSeconds ? ", or as seconds" : ""}.`;
  report.error("argo/duration", place, `'${text}' is not a duration`, hint);
}

export function checkWhole(report: Report, text: string | undefined, place: Place): void {
  if (text === undefined || hasTag(text) || /^\d+$/.test(text)) return;
  const hint = "Write a whole number of 0 or more, or a {{tag}}.";
  report.error("argo/number", place, `'${text}' is not a whole number`, hint);
}

interface Numbered {
  readonly [field: string]: unknown;
}

/** Numbers that must not be negative. */
export function checkNotNegative(
  report: Report,
  body: Numbered,
  fields: readonly string[],
  place: Place,
): void {
  for (const field of fields) {
    const value = body[field];
    if (typeof value !== "number" || value >= 0) continue;
    const message = `'${field}' is negative`;
    report.error("argo/number", below(place, field), message, "Write 0 or more.");
  }
}
