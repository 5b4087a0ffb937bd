/** Where the published simulation does something of its own; each can be switched off. */

/** What each quirk does as published, and what happens without it. */
export const QUIRKS = {
  "two-hours-is-long":
    "A job of exactly two hours waits in the long queue, and counts in the mean lengths of both; " +
    "without: it is short.",
  "whole-hours-only":
    "Lowest-Window and Carbon-Time try whole hours after the arrival; without: every instant that " +
    "can be the best.",
  "freed-one-step-later":
    "Reserved CPUs can be used again 5 s after a run has ended; without: at once.",
  "all-or-nothing":
    "A job that does not fit leaves free reserved CPUs idle; without: it takes them, and buys the " +
    "rest on demand.",
  "bill-ends-at-last-start":
    "Reserved CPUs are paid for until the last run starts; without: until it ends.",
  "wait-per-run":
    "The wait is a mean over runs, from the job's arrival to the run's start; without: over jobs, " +
    "from the earliest possible end to the end.",
  "single-run-at-once":
    "A Wait-Awhile plan of a single run starts at the arrival: a fault of an earlier version, with " +
    "which the published bar of Wait-Awhile was drawn; without: it starts as planned.",
} as const satisfies Readonly<Record<string, string>>;

export type Quirk = keyof typeof QUIRKS;
export type Quirks = ReadonlySet<Quirk>;

const DRAWN_ONLY: Quirk = "single-run-at-once";
export const ALL_QUIRKS = Object.keys(QUIRKS) as readonly Quirk[];
/** What the published code does. */
export const AS_PUBLISHED: Quirks = new Set(ALL_QUIRKS.filter((quirk) => quirk !== DRAWN_ONLY));
/** What the published notebook shows, which was not run again after the code was mended. */
export const AS_DRAWN: Quirks = new Set(ALL_QUIRKS);
export const CORRECTED: Quirks = new Set<Quirk>();

/** As published, apart from these. */
export function publishedWithout(corrected: ReadonlySet<string>): Quirks {
  return new Set([...AS_PUBLISHED].filter((quirk) => !corrected.has(quirk)));
}
