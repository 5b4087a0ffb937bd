/** Where the published simulation does something else than the paper says; each can be switched off. */

/** What each quirk does as published, and what happens without it. */
export const QUIRKS = {
  "first-day-dropped":
    "A nightly job whose window begins before the data is left out (day 0 from ±1.5 h on); " +
    "without: its window begins with the data.",
  "divided-by-365":
    "Nightly sums are divided by 365, whatever was left out; without: by the jobs that ran.",
  "last-day-omitted":
    "Nightly jobs run on 365 days, though 2020 has 366; without: on every day of the year.",
  "end-slot":
    "Forecasts include the slot after the deadline, so jobs may end 30 min late and the baseline " +
    "may shift by one slot; without: no job is late and the baseline starts at once.",
  "friday-to-saturday": "After Friday 17:00 the next workday is Saturday; without: it is Monday.",
  "all-ties":
    "An interruptible job runs in every slot that is as clean as its last one, even in more than " +
    "it needs; without: it ends when its work is done.",
  utc: "01:00, 09:00 and 17:00 are UTC; without: they are local time.",
  "noise-once-per-run":
    "All decisions of a run see one forecast, drawn at its start; without: each sees its own.",
  "noise-by-whole-series":
    "The forecast error is a share of the mean of all data; without: of the year that is simulated.",
} as const satisfies Readonly<Record<string, string>>;

export type Quirk = keyof typeof QUIRKS;
export type Quirks = ReadonlySet<Quirk>;

export const ALL_QUIRKS = Object.keys(QUIRKS) as readonly Quirk[];
export const AS_PUBLISHED: Quirks = new Set(ALL_QUIRKS);
export const CORRECTED: Quirks = new Set<Quirk>();

/** As published, apart from these. */
export function publishedWithout(...corrected: readonly Quirk[]): Quirks {
  return new Set(ALL_QUIRKS.filter((quirk) => !corrected.includes(quirk)));
}
