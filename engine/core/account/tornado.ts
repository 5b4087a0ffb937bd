/** How far each assumption moves the score: one at a time, from a low to a high value. */
import type { Site } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { idleAssumptions } from "./assume.ts";
import type {
  Assumptions,
  Judged,
  Judgement,
  Tornado,
  TornadoBar,
  TornadoEnd,
} from "./assumption-result.ts";
import { DECISIONS_STAY, flipsBetween, type JudgedWorld, judge } from "./judge.ts";

interface Range {
  readonly assumption: keyof Assumptions;
  readonly name: string;
  readonly low: readonly [label: string, assumptions: Assumptions];
  readonly high: readonly [label: string, assumptions: Assumptions];
  readonly reason: string;
}

const RANGES: readonly Range[] = [
  {
    assumption: "pueFactor",
    name: "PUE",
    low: ["- 10 %", { pueFactor: 0.9 }],
    high: ["+ 10 %", { pueFactor: 1.1 }],
    reason:
      "Azure's regions of 2022 to 2025 lie between 1.12 and 1.23 (real-time-cloud, Cloud_Region_Metadata.csv); never below 1.",
  },
  {
    assumption: "lifespanYears",
    name: "Lifespan of the hardware",
    low: ["3 years", { lifespanYears: 3 }],
    high: ["6 years", { lifespanYears: 6 }],
    reason:
      "Cloud Carbon Footprint assumes 4 years; large providers depreciate servers over up to 6.",
  },
  {
    assumption: "embodiedFactor",
    name: "Embodied emissions",
    low: ["x 0.5", { embodiedFactor: 0.5 }],
    high: ["x 2", { embodiedFactor: 2 }],
    reason:
      "No provider publishes them by VM size; estimates from components differ by about this much.",
  },
  {
    assumption: "powerFactor",
    name: "Power of the nodes",
    low: ["x 0.8", { powerFactor: 0.8 }],
    high: ["x 1.2", { powerFactor: 1.2 }],
    reason:
      "Modelled from the processor's generation, not measured: the models differ by about this much.",
  },
  {
    assumption: "idlePowerFactor",
    name: "Idle power",
    low: ["x 0.7", { idlePowerFactor: 0.7 }],
    high: ["x 1.3", { idlePowerFactor: 1.3 }],
    reason: "The part of the power models that differs most between machines of one size.",
  },
  {
    assumption: "spotPriceFactor",
    name: "Price of spot nodes",
    low: ["x 0.5", { spotPriceFactor: 0.5 }],
    high: ["x 2", { spotPriceFactor: 2 }],
    reason: "Spot prices follow demand; the scenario's is an assumption.",
  },
  {
    assumption: "scoredWith",
    name: "Intensity that is scored with",
    low: ["what policies decided on", { scoredWith: "deciding" }],
    high: ["the scoring trace", { scoredWith: "scoring" }],
    reason: "Average or marginal, life-cycle or direct: a choice of method, not an error.",
  },
];

/** Assumptions that touch nothing in this world are left out. */
export function tornado(
  timelines: readonly Timeline[],
  world: JudgedWorld,
  sites: readonly Site[],
  policy: string,
): Tornado {
  const before = judge(timelines, world, sites);
  const own = (judgement: Judgement) =>
    judgement.policies.find((each) => each.policy === policy) as Judged;
  const end = ([label, assumptions]: Range["low"]): TornadoEnd => {
    const after = judge(timelines, world, sites, assumptions);
    const { sciGPerUnit, carbonG, cost, savedPct } = own(after);
    const flips = flipsBetween(before, after);
    return { label, assumptions, sciGPerUnit, carbonG, cost, savedPct, flips };
  };
  const live = RANGES.filter(({ low }) => idleAssumptions(world, sites, low[1]).length === 0);
  const bars = live.map(({ low: lowRange, high: highRange, ...range }): TornadoBar => {
    const [low, high] = [end(lowRange), end(highRange)];
    const scoreOf = (each: TornadoEnd) => each.sciGPerUnit ?? each.carbonG;
    return { ...range, low, high, swing: Math.abs(scoreOf(high) - scoreOf(low)) };
  });
  const { sciGPerUnit, carbonG, savedPct } = own(before);
  return {
    ...{ policy, baseline: world.baseline, sciGPerUnit, carbonG, savedPct },
    bars: bars.sort((a, b) => b.swing - a.swing),
    note: `One assumption at a time. ${DECISIONS_STAY}`,
  };
}
