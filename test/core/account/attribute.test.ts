/** The parts of an account against brute force: watt by watt, from one change to the next. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute } from "../../../engine/core/account/attribute.ts";
import { assertConserved, conservationError } from "../../../engine/core/account/conserve.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import { curveAt } from "../../../engine/core/cluster/power-curve.ts";
import { sumOf } from "../../../engine/core/math/sum.ts";
import { poolOf, type Site, siteOf } from "../../../engine/core/site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import { timelines } from "./random-timeline.ts";

const RUNS = { numRuns: 150 };

describe("attribution over pools, curves, accelerators, system and measurements", () => {
  it("adds up to the nodes, counted a second way, to 1e-12", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const attribution = attribute(timeline, sites);
        assertConserved(timeline, attribution);
        expect(conservationError(timeline, attribution)).toBeLessThanOrEqual(1e-12);
        const { byStep, idle, system, overhead, transfer, total } = attribution;
        const parts = [...Object.values(byStep), idle, system, overhead];
        for (const key of ["energyKwh", "operationalG", "embodiedG", "cost"] as const) {
          near(sumOf([...parts, transfer].map((each) => each[key])), total[key], 1e-11);
        }
      }),
      RUNS,
    );
  });

  it("gives every pod what it drew and reserved, moment by moment", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const { byStep } = attribute(timeline, sites);
        const expected = podsByBruteForce(timeline, sites);
        for (const [name, { energyKwh, operationalG }] of Object.entries(byStep)) {
          near(energyKwh, expected.kwh[name] ?? 0, 1e-9);
          near(operationalG, expected.grams[name] ?? 0, 1e-8);
        }
      }),
      RUNS,
    );
  });

  it("notices when a pod is left out of one of the two ways", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const { node, site = 0, pool = 0, fromMs, toMs } = timeline.nodes[0] as NodeRecord;
        fc.pre(toMs > fromMs);
        const lost: PodRecord = {
          ...{ request: 0, templateName: "train", displayName: "train", node, site, pool },
          ...{ startedAtMs: fromMs, finishedAtMs: toMs, cpu: 1, utilisation: 1, measuredKwh: 1 },
        };
        const whole = { ...timeline, pods: [...timeline.pods, lost] };
        const attribution = attribute(whole, sites);
        const places = attribution.places.map((place) => ({
          ...place,
          pods: place.pods.filter((pod) => pod !== lost),
        }));
        expect(() => assertConserved(timeline, { ...attribution, places })).toThrow(/energyKwh/);
      }),
      { numRuns: 60 },
    );
  });
});

function near(a: number, b: number, tolerance: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1e-3, Math.abs(a), Math.abs(b)));
}

/** Cuts each node's life wherever anything changes, the grid included, and asks who drew what. */
function podsByBruteForce(timeline: Timeline, sites: readonly Site[]) {
  const kwh: Record<string, number> = {};
  const grams: Record<string, number> = {};
  for (const node of timeline.nodes) {
    const { trace } = siteOf(sites, node);
    const pool = poolOf(sites, node);
    const pods = timeline.pods.filter((pod) => pod.node === node.node);
    const cuts = new Set([node.fromMs, node.toMs]);
    for (const pod of pods) cuts.add(pod.startedAtMs).add(pod.finishedAtMs);
    for (let at = trace.nextStep(node.fromMs); at < node.toMs; at += trace.stepMs) cuts.add(at);
    const sorted = [...cuts].sort((a, b) => a - b);
    for (const [index, fromMs] of sorted.slice(0, -1).entries()) {
      const toMs = sorted[index + 1] as number;
      const running = pods.filter((pod) => pod.startedAtMs <= fromMs && toMs <= pod.finishedAtMs);
      for (const pod of running) {
        const energy = (wattsOf(pod, running, pool) * (toMs - fromMs)) / 3.6e9;
        kwh[pod.templateName] = (kwh[pod.templateName] ?? 0) + energy;
        grams[pod.templateName] = (grams[pod.templateName] ?? 0) + energy * trace.at(fromMs);
      }
    }
  }
  return { kwh, grams };
}

/** Formulas written out once more. */
function wattsOf(pod: PodRecord, running: readonly PodRecord[], pool: NodePool): number {
  const { gpu, system, curve, vcpu } = pool;
  const gpuFullW = gpu === undefined ? 0 : gpu.count * gpu.fullW;
  const weight = gpuFullW / (pool.fullW + gpuFullW);
  const gpuShare = gpu === undefined ? 0 : (pod.gpus ?? 0) / gpu.count;
  const share =
    gpu === undefined ? pod.cpu / vcpu : (1 - weight) * (pod.cpu / vcpu) + weight * gpuShare;
  const reserved = share * (pool.idleW + (gpu === undefined ? 0 : gpu.count * gpu.idleW));
  if (pod.measuredKwh !== undefined) {
    return reserved + (pod.measuredKwh * 3.6e9) / (pod.finishedAtMs - pod.startedAtMs);
  }
  const gpuW =
    gpu === undefined ? 0 : (pod.gpus ?? 0) * (pod.gpuUtilisation ?? 1) * (gpu.fullW - gpu.idleW);
  const own = pod.cpu * pod.utilisation;
  if (own === 0) return reserved + gpuW;
  const span = pool.fullW - pool.idleW;
  if (curve === undefined) return reserved + gpuW + (span * own) / vcpu;
  const ofSystem = system === undefined ? 0 : system.cpu * system.utilisation;
  const busy = running.reduce((sum, each) => sum + each.cpu * each.utilisation, ofSystem);
  return reserved + gpuW + (span * curveAt(curve, busy / vcpu) * own) / busy;
}
