/** The policies as their papers state them, step by step and slowly: what the fast ones are held against. */
import type { PlanInput } from "../../../engine/core/jobs/policy.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { STEP } from "./small-jobs.ts";

export const STEPS_PER_HOUR = HOUR_MS / STEP;

/** Which steps a job runs in. */
type Schedule = number[];
type Planner = (input: PlanInput, job: number) => Schedule;

function steps({ jobs, waitMs, expectedMs, view }: PlanInput, job: number) {
  return {
    arrival: (jobs.arrivalMs[job] as number) / STEP,
    length: (jobs.lengthMs[job] as number) / STEP,
    wait: (waitMs[job] as number) / STEP,
    expected: (expectedMs[job] as number) / STEP,
    at: (step: number) => view.values[Math.floor(step / STEPS_PER_HOUR)] as number,
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export const lowestSlotByStep: Planner = (input, job) => {
  const { arrival, length, wait, at } = steps(input, job);
  const starts = range(arrival, wait + 1);
  const least = Math.min(...starts.map(at));
  return range(starts.find((step) => at(step) === least) as number, length);
};

/** @param every distance of the starts that are tried */
export function lowestWindowByStep(knows: "average" | "true", every: number): Planner {
  return (input, job) => {
    const { arrival, length, wait, expected, at } = steps(input, job);
    const duration = knows === "true" ? length : expected;
    const starts = range(arrival, wait + 1).filter((step) => (step - arrival) % every === 0);
    const carbon = starts.map((start) => sum(range(start, duration).map(at)));
    return range(starts[carbon.indexOf(Math.min(...carbon))] as number, length);
  };
}

export function carbonTimeByStep(knows: "average" | "true", every: number): Planner {
  return (input, job) => {
    const { arrival, length, wait, expected, at } = steps(input, job);
    const duration = knows === "true" ? length : expected;
    const carbon = (start: number) => sum(range(start, duration).map(at));
    const starts = range(arrival, wait + 1).filter((step) => (step - arrival) % every === 0);
    const rates = starts.map(
      (start) => (carbon(arrival) - carbon(start)) / (start - arrival + duration),
    );
    return range(starts[rates.indexOf(Math.max(...rates))] as number, length);
  };
}

export const waitAwhileByStep: Planner = (input, job) => {
  const { arrival, length, wait, at } = steps(input, job);
  const window = range(arrival, length + wait);
  const cheapest = window.toSorted((a, b) => at(a) - at(b) || a - b).slice(0, length);
  return cheapest.toSorted((a, b) => a - b);
};

export function ecovisorByStep(quantile: number): Planner {
  return (input, job) => {
    const { arrival, length, wait, at } = steps(input, job);
    const day = range(arrival, DAY_MS / STEP)
      .map(at)
      .toSorted((a, b) => a - b);
    const position = quantile * (day.length - 1);
    const below = day[Math.floor(position)] as number;
    const above = day[Math.ceil(position)] as number;
    const limit = below + (above - below) * (position - Math.floor(position));
    const schedule: Schedule = [];
    for (let step = arrival, budget = wait; schedule.length < length; step++) {
      if (at(step) < limit || budget <= 0) schedule.push(step);
      else budget -= 1;
    }
    return schedule;
  };
}
