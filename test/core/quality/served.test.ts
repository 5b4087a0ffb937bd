import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qualitySurface } from "../../../engine/core/model/quality.ts";
import {
  retrainingGains,
  type ServedBatch,
  servedBatches,
  servingModels,
} from "../../../engine/core/quality/served.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";

const MAX_BATCHES = 14;

/** A table, and a path over it: at some batches the newest model takes over, maybe late. */
const paths = fc
  .record({
    table: fc.array(
      fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 14, maxLength: 14 }),
      {
        minLength: MAX_BATCHES,
        maxLength: MAX_BATCHES,
      },
    ),
    first: fc.integer({ min: 0, max: 4 }),
    retrained: fc.array(fc.boolean(), { minLength: MAX_BATCHES, maxLength: MAX_BATCHES }),
  })
  .map(({ table, first, retrained }) => {
    const accuracy = table.map((row, i) => row.map((cell, j) => (j < i ? null : cell / 1_000)));
    const surface = qualitySurface({ kind: "observed", source: "", accuracy }, 1);
    let trainedOn = first;
    const served: ServedBatch[] = [];
    for (let batch = first; batch < MAX_BATCHES; batch++) {
      if (retrained[batch]) trainedOn = batch;
      const { value, carried } = surface.accuracy(trainedOn, batch);
      served.push({ batch, trainedOn, accuracy: value, carried });
    }
    return { surface, served };
  });

function timelineOf(served: readonly ServedBatch[]): Timeline {
  const quality = served.map((each) => ({ ...each, atMs: each.batch * 1_000 }));
  return { quality } as unknown as Timeline;
}

describe("the path of a policy", () => {
  it("is told again by its models, batch by batch", () => {
    fc.assert(
      fc.property(paths, ({ served }) => {
        const timeline = timelineOf(served);
        const told = servingModels(timeline).flatMap(({ trainedOn, from, to, fromMs }) => {
          expect(fromMs).toBe(from * 1_000);
          return Array.from({ length: to - from }, (_, index) => [from + index, trainedOn]);
        });
        expect(told).toEqual(served.map(({ batch, trainedOn }) => [batch, trainedOn]));
        expect(servedBatches(timeline)).toEqual(served);
      }),
    );
  });
});

describe("one more training", () => {
  it("gains what every later batch has more, until the policy's own next model", () => {
    fc.assert(
      fc.property(paths, ({ surface, served }) => {
        const gains = retrainingGains(served, surface);
        for (const [at, gain] of gains.entries()) {
          const own = served[at] as ServedBatch;
          const differences: number[] = [];
          for (const later of served.slice(at)) {
            if (later.trainedOn !== own.trainedOn) break;
            differences.push(surface.accuracy(own.batch, later.batch).value - later.accuracy);
          }
          const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
          expect(gain.batch).toBe(own.batch);
          expect(gain.batches).toBe(differences.length);
          expect(gain.now).toBe(differences[0]);
          expect(gain.untilNext).toBeCloseTo(mean, 12);
          if (own.trainedOn === own.batch) expect(gain.now).toBe(0);
        }
      }),
    );
  });
});
