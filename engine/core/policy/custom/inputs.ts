/** The names that a custom expression may use: what each is, and examples of it from the least to the most. */
import type { MapKey, Value, ValueMap } from "../../expression/value.ts";
import { DAY_MS, hours } from "../../units/units.ts";
import type { PolicyInput } from "../contract.ts";
import { LATEST_START } from "../rule.ts";
import type { Situation } from "./situation.ts";

interface CustomInput {
  /** For docs/guide/policies.md, which a test holds to this list. */
  readonly about: string;
  /** Least, typical, most: an expression is tried on them when it is read. */
  readonly examples: readonly [Value, Value, Value];
  readonly of: (situation: Situation) => Value;
}

const MS_PER_WEEK = 7 * DAY_MS;

/** Hours, minutes and weekdays are whole numbers (`int`), which `%` and `..` need; all others are `float`. */
export const CUSTOM_INPUTS: Readonly<Record<string, CustomInput>> = {
  hour: {
    about: "hour of the wall clock, 0 to 23",
    examples: [0n, 12n, 23n],
    of: ({ clock }) => BigInt(clock.hour),
  },
  minute: {
    about: "minute of the wall clock, 0 to 59",
    examples: [0n, 30n, 59n],
    of: ({ clock }) => BigInt(clock.minute),
  },
  weekday: {
    about: "1 is Monday, 7 is Sunday",
    examples: [1n, 3n, 7n],
    of: ({ clock }) => BigInt(((clock.weekday + 6) % 7) + 1),
  },
  intensityGPerKwh: {
    about: "the grid's reading now, g CO2e/kWh",
    examples: [0, 300, 1_500],
    of: ({ input }) => input.intensityGPerKwh,
  },
  forecastMinGPerKwh: {
    about: "least forecast from now to the deadline",
    examples: [0, 200, 1_500],
    of: ({ forecastMin }) => forecastMin,
  },
  forecastMeanGPerKwh: {
    about: "mean forecast from now to the deadline",
    examples: [0, 300, 1_500],
    of: ({ forecastMean }) => forecastMean,
  },
  cheapestWindowGPerKwh: {
    about: "mean forecast of the cleanest window that the run can still have",
    examples: [0, 250, 1_500],
    of: ({ cheapest }) => cheapest.meanGPerKwh,
  },
  cheapestWindowInH: {
    about: "hours until that window begins; 0 when it is now",
    examples: [0, 4, 720],
    of: ({ cheapest, input }) => hours(cheapest.startMs - input.nowMs),
  },
  percentileOfNow: {
    about: "percent of the time to the deadline that is forecast cleaner than now, 0 to 100",
    examples: [0, 50, 100],
    of: ({ percentile }) => percentile,
  },
  slackH: {
    about: "hours until the latest start, at least 0",
    examples: [0, 6, 720],
    of: ({ latestMs, input }) => Math.max(0, hours(latestMs - input.nowMs)),
  },
  waitedH: {
    about: "hours since it was asked for",
    examples: [0, 3, 720],
    of: ({ input }) => hours(input.nowMs - input.askedAtMs),
  },
  expectedH: {
    about: "expected duration in hours",
    examples: [0.001, 2, 720],
    of: ({ input }) => hours(input.expectedDurationMs),
  },
  expectedEnergyKwh: {
    about: "expected energy of the run, PUE included",
    examples: [0, 0.5, 10_000],
    of: ({ input }) => input.expectedEnergyKwh,
  },
  hasModel: {
    about: "false before the first training, true after it",
    examples: [false, true, true],
    of: ({ input }) => input.accuracyLoss !== undefined,
  },
  accuracyLoss: {
    about:
      "accuracy after training minus accuracy on the newest batch; 1 before the first training",
    examples: [-1, 0.02, 1],
    of: ({ input }) => input.accuracyLoss ?? 1,
  },
  pricePerHour: {
    about: "price of a node now",
    examples: [0, 0.4, 1_000],
    of: ({ input }) => input.price.at(input.nowMs),
  },
  priceMeanPerHour: {
    about: "mean price of a node from now to the deadline",
    examples: [0, 0.4, 1_000],
    of: ({ priceMean }) => priceMean,
  },
  spentWeekG: {
    about: "operational carbon of all pods in the last 7 days, g",
    examples: [0, 1_000, 1e9],
    of: ({ input }) => input.spentG(input.nowMs - MS_PER_WEEK),
  },
  requestedCpu: {
    about: "CPUs that the run asks for at once",
    examples: [0, 2, 1_000],
    of: ({ room }) => room.requestedCpu,
  },
  freeReservedCpu: {
    about: "CPUs free on nodes that are always on",
    examples: [0, 2, 100_000],
    of: ({ room }) => room.freeReservedCpu,
  },
};

export const CUSTOM_NAMES: readonly string[] = Object.keys(CUSTOM_INPUTS);

/** What the inputs read of what a policy may see. */
export const CUSTOM_SEES = [
  "nowMs",
  "intensityGPerKwh",
  "forecast",
  "price",
  "spentG",
  "room",
  "accuracyLoss",
  "expectedEnergyKwh",
  ...LATEST_START,
] as const satisfies readonly (keyof PolicyInput)[];

/** The named inputs in a situation; nothing else is worked out. */
export function environment(names: readonly string[], situation: Situation): ValueMap {
  return mapOf(names, ({ of }) => of(situation));
}

/** All inputs with one example each: 0 for the least, 1 for a typical one, 2 for the most. */
export function example(index: 0 | 1 | 2): ValueMap {
  return mapOf(CUSTOM_NAMES, ({ examples }) => examples[index]);
}

function mapOf(names: readonly string[], worth: (input: CustomInput) => Value): ValueMap {
  const env = new Map<MapKey, Value>();
  for (const name of names) env.set(name, worth(CUSTOM_INPUTS[name] as CustomInput));
  return env;
}
