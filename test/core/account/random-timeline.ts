/** Random pools, grids and timelines: what a scheduler could leave, and some of what none would. */
import fc from "fast-check";
import type { TraceData } from "../../../engine/core/carbon/trace.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { PowerCurve } from "../../../engine/core/cluster/power-curve.ts";
import { type Site, sitesOf } from "../../../engine/core/site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../engine/core/units/units.ts";

export const FROM_MS = 1_704_067_200_000;
export const TO_MS = FROM_MS + 3 * DAY_MS;

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });

const curve: fc.Arbitrary<PowerCurve> = fc.oneof(
  fc.constant<PowerCurve>({ kind: "points", load: [0, 0.1, 0.5, 1], power: [0, 0.22, 0.7, 1] }),
  fc.record({
    kind: fc.constant("logarithmic" as const),
    b: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    c: fc.double({ min: 5, max: 60, noNaN: true }),
  }),
);

const plainPool = fc.record({
  idleW: amount(200),
  extraW: amount(400),
  pue: fc.double({ min: 1, max: 2, noNaN: true }),
  embodiedG: amount(2_000_000),
  pricePerHour: amount(10),
});

const options = fc.record(
  {
    curve,
    gpu: fc.record({
      count: fc.integer({ min: 1, max: 8 }),
      model: fc.constant("T4"),
      idleW: amount(30),
      fullW: fc.double({ min: 30, max: 400, noNaN: true }),
    }),
    system: fc.record({ cpu: amount(1), memoryGib: fc.constant(1), utilisation: amount(1) }),
    prices: fc.record({
      startMs: fc.constantFrom(FROM_MS, FROM_MS + 5 * HOUR_MS),
      stepMs: fc.constantFrom(HOUR_MS, 45 * MINUTE_MS),
      perHour: fc.array(amount(5), { minLength: 1, maxLength: 60 }),
    }),
    billing: fc.record({
      minimumMs: fc.constantFrom(0, MINUTE_MS, HOUR_MS),
      stepMs: fc.constantFrom(SECOND_MS, MINUTE_MS, HOUR_MS),
    }),
    commitment: fc.record({ nodes: fc.integer({ min: 1, max: 4 }), pricePerHour: amount(5) }),
  },
  { requiredKeys: [] },
);

export const pools: fc.Arbitrary<NodePool> = fc
  .tuple(plainPool, options)
  .map(([{ extraW, ...plain }, more]) => ({
    name: "pool",
    vmSize: "any",
    region: "here",
    vcpu: 16,
    memoryGib: 64,
    minNodes: 0,
    maxNodes: 100,
    provisionMs: 0,
    scaleDownMs: 0,
    lifespanMs: 4 * 365 * DAY_MS,
    currency: "USD",
    sources: ["made up"],
    fullW: plain.idleW + extraW,
    ...plain,
    ...more,
  }));

const traces: fc.Arbitrary<TraceData> = fc
  .record({
    stepMs: fc.constantFrom(HOUR_MS, 5 * MINUTE_MS, 3 * HOUR_MS),
    days: fc.constantFrom(0, 400),
    seed: fc.array(amount(900), { minLength: 1, maxLength: 40 }),
  })
  .map(({ stepMs, days, seed }) => {
    // Prefix sums of a trace that began long ago are large.
    const steps = ((days + 4) * DAY_MS) / stepMs;
    return {
      startMs: FROM_MS - days * DAY_MS,
      stepMs,
      gPerKwh: Array.from({ length: steps }, (_, i) => seed[(i * i + i) % seed.length] as number),
      about: {
        zone: "XX",
        source: "made up",
        edition: "1",
        licence: "none",
        signal: "average",
        basis: "life-cycle",
        synthetic: true,
        repairs: [],
      },
    };
  });

const forecast = { model: "oracle" } as never;

/** Home with one to three pools, and sometimes another region with one. */
export const places: fc.Arbitrary<Site[]> = fc
  .record({
    pool: pools,
    morePools: fc.array(pools, { maxLength: 2 }),
    trace: traces,
    region: fc.option(fc.record({ pool: pools, trace: traces }), { nil: undefined }),
  })
  .map(({ pool, morePools, trace, region }) =>
    sitesOf({
      grid: { trace, forecast },
      pool,
      morePools,
      regions:
        region === undefined
          ? []
          : [
              {
                name: "there",
                grid: { trace: region.trace, forecast },
                pool: region.pool,
                transfer: { durationMs: HOUR_MS, energyKwh: 0.4, cost: 1.5 },
              },
            ],
    }),
  );

const instant = fc.integer({ min: 0, max: TO_MS - FROM_MS });

const podShape = fc.record({
  at: fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  cpu: fc.double({ min: 0, max: 6, noNaN: true }),
  utilisation: fc.double({ min: 0, max: 1, noNaN: true }),
  gpus: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  gpuUtilisation: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  measuredKwh: fc.option(amount(3), { nil: undefined, freq: 3 }),
  template: fc.constantFrom("prepare", "train", "score"),
});

const nodeShape = fc.record({
  where: fc.nat(),
  span: fc.tuple(instant, instant),
  toEnd: fc.boolean(),
  evicted: fc.boolean(),
  pods: fc.array(podShape, { maxLength: 8 }),
});

type NodeShape = typeof nodeShape extends fc.Arbitrary<infer T> ? T : never;

/** Nodes with overlapping pods that lie inside of their lives. */
export const timelines: fc.Arbitrary<{ sites: Site[]; timeline: Timeline }> = fc
  .record({
    sites: places,
    shapes: fc.array(nodeShape, { minLength: 1, maxLength: 7 }),
    moved: fc.array(fc.tuple(instant, instant), { maxLength: 2 }),
  })
  .map(({ sites, shapes, moved }) => {
    const nodes: NodeRecord[] = [];
    const pods: PodRecord[] = [];
    for (const [node, shape] of shapes.entries()) addNode(sites, node, shape, nodes, pods);
    const transfers = (sites.length > 1 ? moved : []).map(([a, b], request) => {
      const fromMs = FROM_MS + Math.min(a, b);
      return { request, site: 1, fromMs, toMs: Math.min(TO_MS, fromMs + HOUR_MS) };
    });
    const timeline: Timeline = {
      policy: "any",
      fromMs: FROM_MS,
      toMs: TO_MS,
      requests: [],
      decisions: [],
      quality: [],
      ...{ nodes, pods, transfers },
    };
    return { sites, timeline };
  });

function addNode(
  sites: readonly Site[],
  node: number,
  { where, span, toEnd, evicted, pods: shapes }: NodeShape,
  nodes: NodeRecord[],
  pods: PodRecord[],
): void {
  const open = sites.flatMap((each, site) => each.pools.map((_, pool) => ({ site, pool })));
  const at = open[where % open.length] as { site: number; pool: number };
  const fromMs = FROM_MS + Math.min(...span);
  const toMs = toEnd ? TO_MS : FROM_MS + Math.max(...span);
  nodes.push({ node, ...at, fromMs, toMs, ...(evicted ? { evicted } : {}) });
  for (const { at: share, template, cpu, utilisation, ...maybe } of shapes) {
    const [from, to] = [Math.min(...share), Math.max(...share)];
    const stated = Object.entries(maybe).filter(([, value]) => value !== undefined);
    pods.push({
      request: 0,
      templateName: template,
      displayName: `${template}(${pods.length % 4})`,
      ...{ node, ...at, cpu, utilisation },
      startedAtMs: fromMs + Math.floor((toMs - fromMs) * from),
      finishedAtMs: fromMs + Math.floor((toMs - fromMs) * to),
      ...Object.fromEntries(stated),
      ...(evicted ? { evicted } : {}),
    });
  }
}
