/** An audit adds up in every direction. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import type { AiTerms } from "../../../engine/core/account/ai-views.ts";
import { type AuditedWorld, audit } from "../../../engine/core/account/audit.ts";
import type { Slice } from "../../../engine/core/account/result.ts";
import { sumOf } from "../../../engine/core/math/sum.ts";
import type { Site } from "../../../engine/core/site/site.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { FROM_MS, TO_MS, timelines } from "./random-timeline.ts";

const KEYS = ["energyKwh", "operationalG", "embodiedG", "cost"] as const;

const costs = {
  storage: { gib: 100, pricePerGibMonth: 0.02 },
  egress: { gibPerRun: 3, pricePerGib: 0.08 },
  other: [
    { name: "licence", perMonth: 30 },
    { name: "labels", perRun: 0.5 },
  ],
};

const ai: AiTerms = {
  stages: { prepare: "preprocessing", train: "training", score: "inference" },
  consumer: { name: "inference", perRun: 0, perDay: 1_000 },
};

function worldOf(sites: readonly Site[]): AuditedWorld {
  const [home] = sites as [Site];
  const { startMs, stepMs, values, about } = home.trace;
  return {
    pool: home.pool,
    functionalUnit: { name: "day", perRun: 0, perDay: 1 },
    period: { fromMs: FROM_MS, toMs: TO_MS },
    grid: { trace: { startMs, stepMs, gPerKwh: [...values], about } },
    costs,
    ai,
  };
}

const sumBy = (rows: readonly Slice[], key: (typeof KEYS)[number]) =>
  sumOf(rows.map((each) => each[key]));

describe("audit", () => {
  it("has tables that each add up to the total", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const world = worldOf(sites);
        const { byKind, byTemplate, byStep, byPool, cost, terms } = audit(timeline, world, sites);
        const total = account(timeline, world, sites);
        const { idle, overhead, transfer } = total;
        for (const key of KEYS) {
          near(sumBy(byKind, key), total[key]);
          near(sumBy(byStep, key), sumBy(byTemplate, key));
          const extra = key === "cost" ? (total.extraCost ?? 0) : 0;
          near(sumBy([...byTemplate, idle, overhead, transfer], key) + extra, total[key]);
          near(sumBy([...byPool, transfer], key) + extra, total[key]);
        }
        near(sumOf(cost.lines.map(({ amount }) => amount)), total.cost);
        near(terms.sciGPerUnit as number, (terms.operationalG + terms.embodiedG) / 3);
        expect(byPool.reduce((sum, { pods }) => sum + pods, 0)).toBe(timeline.pods.length);
        expect(byStep.reduce((sum, { pods }) => sum + pods, 0)).toBe(timeline.pods.length);
      }),
      { numRuns: 80 },
    );
  });

  it("has a series that adds up, whatever its step", () => {
    const steps = fc.constantFrom(DAY_MS, HOUR_MS, 25 * MINUTE_MS, 7 * DAY_MS);
    fc.assert(
      fc.property(timelines, steps, ({ sites, timeline }, stepMs) => {
        const world = worldOf(sites);
        const { series, byKind } = audit(timeline, world, sites, { stepMs });
        expect(series.edgesMs.at(-1)).toBe(TO_MS);
        for (const row of byKind) {
          if (!(row.kind in series.energyKwh)) continue;
          const kind = row.kind as keyof typeof series.energyKwh;
          near(sumOf(series.energyKwh[kind]), row.energyKwh);
          near(sumOf(series.operationalG[kind]), row.operationalG);
        }
        const embodied = byKind.find(({ kind }) => kind === "embodied")?.embodiedG ?? 0;
        near(sumOf(series.embodiedG), embodied);
        const nodeMs = timeline.nodes.reduce((sum, node) => sum + node.toMs - node.fromMs, 0);
        const means = series.nodes.map((mean, bin) => {
          const [from, to] = series.edgesMs.slice(bin, bin + 2) as [number, number];
          return mean * (to - from);
        });
        near(sumOf(means), nodeMs);
      }),
      { numRuns: 80 },
    );
  });

  it("shares all that belongs to no template between provider, consumer and unassigned", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const world = worldOf(sites);
        const { ai: views, terms } = audit(timeline, world, sites);
        if (views === null) throw new Error("stages are stated");
        const { provider, consumer, unassigned } = views;
        const all = sumOf([
          provider.carbonG,
          consumer.carbonG,
          unassigned.operationalG,
          unassigned.embodiedG,
        ]);
        near(all, terms.carbonG);
        near(sumBy(provider.byStage, "energyKwh"), provider.energyKwh);
        near(consumer.gPerUnit as number, consumer.carbonG / 3_000);
        expect(provider.gPerUnit).toBeNull();
        expect(provider.whyNone).toContain("no unit");
      }),
      { numRuns: 40 },
    );
  });

  it("says on which rung of the ladder the energy of the work stands", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const counted = timeline.pods.map((pod, index) =>
          index % 3 === 0 ? { ...pod, cpuSeconds: 5 } : pod,
        );
        const other: Timeline = { ...timeline, pods: counted };
        const { evidence, byKind } = audit(other, worldOf(sites), sites);
        const work = byKind.find(({ kind }) => kind === "work")?.energyKwh ?? 0;
        near(sumOf([...evidence.rungs.map((each) => each.energyKwh), evidence.reservedKwh]), work);
        const [measured] = evidence.rungs;
        const stated = counted.filter(
          ({ measuredKwh, startedAtMs, finishedAtMs }) =>
            measuredKwh !== undefined && finishedAtMs > startedAtMs,
        );
        near(measured?.energyKwh ?? -1, sumOf(stated.map((pod) => pod.measuredKwh ?? 0)));
      }),
      { numRuns: 80 },
    );
  });

  it("opens every quantity to inputs with a source, and says why there is no score", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const world = worldOf(sites);
        const perRun = { name: "run", perRun: 1, perDay: 0 };
        const { formulas, terms } = audit(timeline, { ...world, functionalUnit: perRun }, sites);
        expect(formulas.map(({ quantity }) => quantity).join()).toBe("E,I,O,M,C,R,SCI,cost");
        for (const { inputs } of formulas) {
          expect(inputs.length).toBeGreaterThan(0);
          expect(inputs.filter(({ source }) => source === "")).toEqual([]);
        }
        expect(terms.sciGPerUnit).toBeNull();
        expect(terms.whyNone).toContain("no run");
      }),
      { numRuns: 20 },
    );
  });
});

/** Energy and carbon may be measured in megawatt-hours here; what is left of a difference is below a milligram. */
function near(a: number, b: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
}
