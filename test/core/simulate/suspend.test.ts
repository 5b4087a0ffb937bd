/** Suspending and scaling steps, by hand: left takes 4 h and right 2 h on nodes of four CPUs, which each asks for. */
import { describe, expect, it } from "vitest";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { diamondWorld } from "../policy/diamond.ts";
import { FROM_MS } from "./random-world.ts";

const named = { name: "p", title: "P" };
const hours = (atMs: number) => (atMs - FROM_MS) / HOUR_MS;
const grid = (...first: number[]) => [...first, ...new Array<number>(96 - first.length).fill(900)];
const saving = (saveMin: number, restoreMin: number) => ({
  checkpoint: { saveMs: saveMin * MINUTE_MS, restoreMs: restoreMin * MINUTE_MS },
});

/** Who ran when, in hours, in the order of their ends. */
function pods(spec: PolicySpec, world: World) {
  const timeline = replay({ ...prepareWorld(world), spec });
  return {
    pods: timeline.pods.map(({ displayName, startedAtMs, finishedAtMs }) => [
      displayName,
      hours(startedAtMs),
      hours(finishedAtMs),
    ]),
    nodes: timeline.nodes.map(({ fromMs, toMs }) => [hours(fromMs), hours(toMs)]),
    actions: timeline.decisions.map(({ atMs, action }) => [hours(atMs), action]),
  };
}

describe("a step that is suspended", () => {
  // Without a checkpoint right has but one window, the cheapest.
  const steps = ["left", "right"];
  const spec: PolicySpec = { ...named, type: "wait-awhile", replan: true, steps };
  const gPerKwh = grid(100, 100, 100, 900, 900, 900, 100, 100, 100);

  it("gives its node to another one once it has saved its state, and goes on where it was", () => {
    const given = { deadlineH: 11, maxNodes: 1, left: saving(15, 30) };
    const { pods: ran, nodes, actions } = pods(spec, diamondWorld(gPerKwh, given));
    expect(ran).toEqual([
      ["fetch", 0, 1],
      ["left", 1, 3.25],
      ["right", 3.25, 5.25],
      ["left", 6, 8.5],
      ["join", 8.5, 9.5],
    ]);
    // The only node leaves while nothing runs: it is not kept for what is suspended.
    expect(nodes).toEqual([
      [0, 5.25],
      [6, 9.5],
    ]);
    expect(actions.slice(-2)).toEqual([
      [3, "suspend"],
      [6, "resume"],
    ]);
  });

  it("is not suspended where a pause would be no longer than saving and restoring", () => {
    const given = { deadlineH: 12, left: saving(90, 90) };
    const { pods: ran } = pods(spec, diamondWorld(gPerKwh, given));
    expect(ran.filter(([name]) => name === "left")).toHaveLength(1);
  });

  it("goes on after its state is saved when it is wanted again earlier, and is never there twice", () => {
    // Persistence forecasts a pause without end; the grid is clean again after an hour.
    const eco: PolicySpec = { ...named, type: "ecovisor", quantile: 0.5, steps: ["left"] };
    const world = diamondWorld(grid(200, 200, 100, 300, 100, 100, 100, 100, 100), {
      deadlineH: 24,
      left: saving(90, 30),
    });
    const { pods: ran } = pods(eco, { ...world, grid: { ...world.grid, forecast: "persistence" } });
    expect(ran.filter(([name]) => name === "left")).toEqual([
      ["left", 2, 4.5],
      ["left", 4.5, 8],
    ]);
  });
});

describe("a step with replicas", () => {
  const spec: PolicySpec = { ...named, type: "carbon-scaler", replan: true, steps: ["right"] };

  it("runs with more of them where carbon is low, all at once", () => {
    const given = { deadlineH: 12, maxNodes: 3, right: { throughput: [1, 2] } };
    const { pods: ran } = pods(spec, diamondWorld(grid(500, 500, 500, 100, 500), given));
    expect(ran.filter(([name]) => name === "right")).toEqual([
      ["right", 3, 4],
      ["right", 3, 4],
    ]);
  });

  it("asks for less room when it waited for more than there was", () => {
    // It wants both nodes at 1:00, of which left has one; from 2:00 on one replica is enough.
    const given = { deadlineH: 12, maxNodes: 2, right: { throughput: [1, 1.9] } };
    const gPerKwh = grid(500, 10, ...new Array<number>(10).fill(100));
    const { pods: ran, actions } = pods(spec, diamondWorld(gPerKwh, given));
    expect(ran.filter(([name]) => name === "right")).toEqual([["right", 2, 4]]);
    expect(actions).toContainEqual([2, "scale"]);
  });
});
