/** The capacity question: the arithmetic that was published with it, confirmed by replays. */
import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import type { PodRecord, Timeline } from "../../engine/core/timeline/timeline.ts";
import { HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";

/** 100 h on one CPU, 6 times faster on each of 8 GPUs. */
const RUN_MS = (100 / 48) * HOUR_MS;

function worldOf(file: string): World {
  return unwrap(openWorld(unwrap(findScenario(`scenarios/team-training/${file}`)), {}));
}

function replayOf(world: World): Timeline {
  const { timelines } = compare({ ...world, policies: world.policies.slice(0, 1) });
  return timelines[0] as Timeline;
}

function trainings({ pods }: Timeline): PodRecord[] {
  return pods
    .filter(({ templateName }) => templateName === "train")
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs);
}

/** Jobs by wave: one begins when the first of those before it has ended. */
function wavesOf(pods: readonly PodRecord[]): PodRecord[][] {
  const waves: PodRecord[][] = [];
  for (const pod of pods) {
    const last = waves.at(-1);
    const ends = Math.min(...(last ?? []).map(({ finishedAtMs }) => finishedAtMs));
    if (last === undefined || pod.startedAtMs >= ends) waves.push([pod]);
    else last.push(pod);
  }
  return waves;
}

const jobs = (pods: readonly PodRecord[]) => new Set(pods.map(({ request }) => request)).size;
const machines = (pods: readonly PodRecord[]) => new Set(pods.map(({ node }) => node)).size;

describe("eight trainings at once on seven machines", () => {
  const timeline = replayOf(worldOf("eight-at-once.yaml"));
  const pods = trainings(timeline);

  it("takes about two hours a run", () => {
    for (const pod of pods) expect(pod.finishedAtMs - pod.startedAtMs).toBe(Math.round(RUN_MS));
    expect(pods.every(({ gpus }) => gpus === 8)).toBe(true);
  });

  it("takes two waves: seven, and one", () => {
    const waves = wavesOf(pods);
    expect(waves.map(jobs)).toEqual([7, 1]);
    expect(waves.map(machines)).toEqual([7, 1]);
    expect(timeline.requests.every(({ outcome }) => outcome === "succeeded")).toBe(true);
  });

  it("is as fast with all machines there, and slower with scaling that is not linear", () => {
    const world = worldOf("eight-at-once.yaml");
    const { arguments: given } = world.workload.workflow;
    const parameters = given.parameters.map((each) =>
      each.name === "scaling-exponent" ? { ...each, value: "0.9" } : each,
    );
    const workflow = { ...world.workload.workflow, arguments: { ...given, parameters } };
    const slower = trainings(replayOf({ ...world, workload: { ...world.workload, workflow } }));
    const lostMs = (100 / (6 * 8 ** 0.9)) * HOUR_MS;
    for (const pod of slower) {
      expect(pod.finishedAtMs - pod.startedAtMs).toBe(Math.round(lostMs));
    }
  });
});

describe("the same with two machines a job, on four machines", () => {
  const pods = trainings(replayOf(worldOf("multi-node.yaml")));

  it("takes about one hour a run, in four rounds of two", () => {
    for (const pod of pods) {
      expect(pod.finishedAtMs - pod.startedAtMs).toBe(Math.round(RUN_MS / 2));
    }
    const rounds = wavesOf(pods);
    expect(rounds.map(jobs)).toEqual([2, 2, 2, 2]);
    expect(rounds.map(machines)).toEqual([4, 4, 4, 4]);
  });

  it("needs as long as two waves of whole machines", () => {
    const first = pods[0]?.startedAtMs as number;
    const last = Math.max(...pods.map(({ finishedAtMs }) => finishedAtMs));
    // Between rounds, machines that are there are taken at once.
    expect(last - first).toBeGreaterThanOrEqual(2 * RUN_MS - MINUTE_MS);
    expect(last - first).toBeLessThan(2 * RUN_MS + 15 * MINUTE_MS);
  });
});

describe("four teams, twice a week", () => {
  const world = worldOf("scenario.yaml");
  const timeline = replayOf(world);

  it("asks once for every team at every time of the schedule", () => {
    const { requests } = timeline;
    expect(requests.length % 4).toBe(0);
    const first = requests.slice(0, 4);
    expect(first.map(({ team }) => team)).toEqual(["vision", "search", "pricing", "support"]);
    expect(new Set(first.map(({ askedAtMs }) => askedAtMs)).size).toBe(1);
  });

  it("keeps CPU steps off the machines with GPUs", () => {
    for (const pod of timeline.pods) {
      expect(pod.pool ?? 0).toBe(pod.templateName === "train" ? 0 : 1);
    }
  });

  it("shows that the cleanest hour is not the cheapest", () => {
    const { results } = compare(world);
    const by = (name: string) => results.find(({ policy }) => policy === name);
    const [now, clean, cheap] = ["immediate", "lowest-window", "price-aware"].map(by);
    expect(clean?.carbonG).toBeLessThan((now?.carbonG ?? 0) * 0.7);
    expect(cheap?.cost).toBeLessThan((now?.cost ?? 0) * 0.8);
    expect(cheap?.carbonG).toBeGreaterThan(clean?.carbonG ?? 0);
    expect(clean?.cost).toBeGreaterThan(cheap?.cost ?? 0);
  });
});
