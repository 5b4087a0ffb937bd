/** 100,000 independent jobs over a year, by GAIA's policies, with full records of every job. */
import { unwrap } from "../../engine/core/issue.ts";
import { exp } from "../../engine/core/math/exp.ts";
import { parseConfiguration } from "../../engine/core/papers/gaia/configuration.ts";
import { STEP_MS, STEPS_PER_HOUR } from "../../engine/core/papers/gaia/constants.ts";
import {
  type GaiaExperiment,
  prepareGaia,
  runGaia,
} from "../../engine/core/papers/gaia/experiment.ts";
import { type GaiaJobs, gaiaJobs } from "../../engine/core/papers/gaia/jobs.ts";
import { AS_PUBLISHED } from "../../engine/core/papers/gaia/quirks.ts";
import { type RandomStream, randomStream } from "../../engine/core/random/stream.ts";
import { HOUR_MS } from "../../engine/core/units/units.ts";
import { atMost, type Claim, timesMs } from "./measure.ts";

const JOBS = 100_000;
const YEAR_HOURS = 8_760;
/** Jobs of the last day wait and run beyond the year. */
const TRACE_HOURS = YEAR_HOURS + 240;
const TWO_HOURS = 2 * STEPS_PER_HOUR;
const LONGEST = 72 * STEPS_PER_HOUR;
/** As in the published traces, most jobs are short, and most need one CPU. */
const SHORT_SHARE = 0.6;
const CPUS = [1, 1, 1, 1, 1, 1, 2, 2, 4, 8] as const;

const RUNS = 11;
const WARM_UP = 5;
const QUICK_MS = 30;
const SLOW_MS = 150;
const NINE_MS = 500;

const QUICK = [
  "NJW",
  "AJW-T",
  "Lowest-Slot",
  "Lowest-Window",
  "Lowest-Window-oracle",
  "Carbon-Time",
  "Carbon-Time-oracle",
];
const SUSPENDING = ["Ecovisor", "Wait-Awhile"];
const RESERVED = ["NJW", "AJW-T", "Wait-Awhile", "ResFirst-Carbon-Time", "ResFirst-Lowest-Window"];

export function measureJobs(): Claim[] {
  const jobs = randomJobs();
  const experiment = unwrap(
    prepareGaia({
      jobs,
      trace: randomTrace(),
      firstHour: 0,
      hours: TRACE_HOURS,
      quirks: AS_PUBLISHED,
    }),
  );
  const cpus = halfOfMeanDemand(jobs);
  const nine = [...QUICK, ...SUSPENDING].map((name) => `${name}|r0`);
  return [
    ...QUICK.flatMap((name) => claims(experiment, [`${name}|r0`], QUICK_MS)),
    ...SUSPENDING.flatMap((name) => claims(experiment, [`${name}|r0`], SLOW_MS)),
    ...RESERVED.flatMap((name) => claims(experiment, [`${name}|r${cpus}`], SLOW_MS)),
    ...claims(experiment, nine, NINE_MS),
  ];
}

/** The time on the wall, and that of the processor: the two differ where a machine is busy. */
function claims(experiment: GaiaExperiment, names: readonly string[], limitMs: number): Claim[] {
  const configurations = names.map((name) => unwrap(parseConfiguration(name)));
  const work = () => {
    for (const configuration of configurations) unwrap(runGaia(experiment, configuration));
  };
  const what = names.length === 1 ? names[0] : `${names.length} policies`;
  const claim = `${JOBS} jobs over a year, full records, one core: ${what}`;
  return [
    atMost(claim, "ms", limitMs, timesMs(work, RUNS, WARM_UP)),
    atMost(`${claim}, processor time`, "ms", limitMs, processorTimesMs(work, RUNS)),
  ];
}

function processorTimesMs(work: () => void, runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
}

function randomJobs(): GaiaJobs {
  const random = randomStream(1, "bench/jobs");
  const yearSteps = YEAR_HOURS * STEPS_PER_HOUR;
  const arrivals = Int32Array.from({ length: JOBS }, () =>
    Math.floor(random.uniform() * yearSteps),
  );
  const lengthStep = Int32Array.from({ length: JOBS }, () => randomLength(random));
  return unwrap(
    gaiaJobs({
      arrivalStep: arrivals.sort(),
      lengthStep,
      cpus: Int32Array.from({ length: JOBS }, () => randomCpus(random)),
      upToTwoHours: lengthStep.map((steps) => (steps <= TWO_HOURS ? 1 : 0)),
    }),
  );
}

/** Log-normal within each queue. */
function randomLength(random: RandomStream): number {
  const short = random.uniform() < SHORT_SHARE;
  const [scale, least, most] = short ? [300, 60, TWO_HOURS] : [3_600, TWO_HOURS + 1, LONGEST];
  return Math.min(most, Math.max(least, Math.round(scale * exp(random.normal()))));
}

function randomCpus(random: RandomStream): number {
  return CPUS[Math.floor(random.uniform() * CPUS.length)] as number;
}

function halfOfMeanDemand({ count, lengthMs, cpus }: GaiaJobs): number {
  let busyMs = 0;
  for (let job = 0; job < count; job++) busyMs += (lengthMs[job] as number) * (cpus[job] as number);
  return Math.floor(busyMs / (YEAR_HOURS * HOUR_MS) / 2);
}

/** Hours that resemble the hours before them. */
function randomTrace() {
  const random = randomStream(1, "bench/jobs/trace");
  let deviation = 0;
  const gPerKwh = Array.from({ length: TRACE_HOURS }, () => {
    deviation = 0.95 * deviation + 30 * random.normal();
    return Math.max(20, 350 + deviation);
  });
  const about = {
    zone: "none",
    source: `random numbers, one for each ${STEPS_PER_HOUR} steps of ${STEP_MS} ms`,
    edition: "none",
    licence: "none",
    signal: "unknown",
    basis: "unknown",
    synthetic: true,
    repairs: [],
  } as const;
  return { startMs: 0, stepMs: HOUR_MS, gPerKwh, about };
}
